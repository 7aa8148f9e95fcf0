// Package examples embeds the workspaces of invented offices, for hongtou init --example:
// of the city 安澜市, the county 青石县 and the group 云澜能源集团.
package examples

import "embed"

// FS holds the workspaces in the folders anlan, qingshi and yunlan.
//
//go:embed anlan qingshi yunlan
var FS embed.FS
