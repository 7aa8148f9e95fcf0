package main

import (
	"github.com/urfave/cli/v2"

	"hongtou/generator/diag"
)

func (t *talk) sendCommand() *cli.Command {
	return &cli.Command{
		Name: "send", Usage: t.in("把成品按收文单位打包，一个单位一个压缩包，可各加口令", "pack finished files, a ZIP for each receiver, with a password each if wanted"), ArgsUsage: t.in("目标、作业或通配符…", "TARGET, JOB or PATTERN…"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "period", Usage: t.in("`期间`；默认见 hongtou run", "`PERIOD`; by default as run takes it")},
			&cli.StringFlag{Name: "unit", Usage: t.in("只打包给这个`编码`的单位的", "only the archive for the unit of this `CODE`")},
			&cli.StringFlag{Name: "passwords", Usage: t.in("口令`文件`：每行“单位编码,口令”，包中的 PDF 各按口令加密", "`FILE` of passwords, a line each: CODE,PASSWORD; the PDF files are encrypted")},
			&cli.StringFlag{Name: "out", Usage: t.in("压缩包放在哪个`目录`；默认为输出目录中的“发送”", "`DIR` of the archives; by default 发送 in the output folder")},
		},
		Action: t.send,
	}
}

// sentEvent is an archive as --format json tells it.
type sentEvent struct {
	File  string `json:"file"`
	Unit  string `json:"unit"`
	Files int    `json:"files"`
}

func (t *talk) send(c *cli.Context) error {
	if !c.Args().Present() {
		return misused("写明发哪些：hongtou send 目标或作业", "name what to send: hongtou send TARGET")
	}
	request, err := t.request(c)
	if err != nil {
		return err
	}
	w, err := t.open(c)
	if err != nil {
		return err
	}
	if err := t.refuse(w); err != nil {
		return err
	}
	if err := t.noUnit(w, request.Unit); err != nil {
		return err
	}
	var passwords map[string]string
	if file := c.String("passwords"); file != "" {
		var wrong *diag.List
		if passwords, wrong, err = w.ReadPasswords(file); err != nil {
			return err
		}
		if t.complain(wrong) {
			return exit(exitComplaints)
		}
	}
	sent, complaints, err := w.Send(c.Context, request, request.Out, passwords)
	for _, s := range sent {
		t.answer(s.File, sentEvent{s.File, s.Unit, s.Files})
	}
	wrong := t.complain(complaints)
	if err != nil {
		return t.planError(err)
	}
	if wrong {
		return exit(exitComplaints)
	}
	if len(sent) == 0 {
		t.say("没有可发的成品：先用 hongtou run 生成；没有写给某一个单位的不打包", "nothing finished is there to send: make it by hongtou run; what is for no unit of its own is not packed")
		return nil
	}
	t.say("打包 %d 个单位的", "packed for %d units", len(sent))
	return nil
}
