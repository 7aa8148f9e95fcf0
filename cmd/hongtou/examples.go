package main

// example is a call as someone would type it, in both languages, and what it does.
type example struct{ zh, saysZh, en, saysEn string }

// examples are those of each command, by its path; the program's own are the first steps.
var examples = map[string][]example{
	"": {
		{"hongtou init 安委办", "新建工作区：设置和空表", "hongtou init office", "a new workspace: settings and empty tables"},
		{"hongtou -w 安委办 check", "检查填好的表，一次指出全部问题", "hongtou -w office check", "check the tables, and tell all problems at once"},
		{"hongtou -w 安委办 run 县区责任书 --period 2026", "生成2026年的县区责任书", "hongtou -w office run agreement-county --period 2026", "make the agreements of 2026"},
		{"hongtou -w 安委办 serve", "不用命令行：在浏览器中做", "hongtou -w office serve", "without a command line: in the browser"},
	},
	"init": {
		{"hongtou init 安委办", "新建工作区；在终端上会问名称、层级和先做哪些", "hongtou init office", "a new workspace; on a terminal it asks for the name, the kind and what comes first"},
		{"hongtou init 安委办 --top 青禾县人民政府 --name 青禾县安全生产委员会办公室 --code 青安委办 --first 3,10", "不问：写明单位，先做责任书和隐患", "hongtou init office --top 'Qinghe County' --kind 县区 --name 'Qinghe Office' --first 3,10", "without questions: agreements and hazards first"},
		{"hongtou -w 安委办 init --table 挂牌督办", "以后再加一张表", "hongtou -w office init --table listings", "add a table later"},
		{"hongtou init 示例 --example county", "示例：一个县的全部数据", "hongtou init sample --example county", "an example: all data of a county"},
	},
	"serve": {
		{"hongtou -w 安委办 serve", "在浏览器中打开工作台", "hongtou -w office serve", "open the workbench in the browser"},
		{"hongtou -w 安委办 serve --read-only --port 8080", "只看不改，固定端口", "hongtou -w office serve --read-only --port 8080", "to look only, at a fixed port"},
	},
	"adopt": {
		{"hongtou -w 安委办 adopt 隐患台账.xlsx", "认出这是哪种表，问过再写进 hongtou.yaml", "hongtou -w office adopt ledger.xlsx", "tell which table it is, ask, and write it into hongtou.yaml"},
		{"hongtou -w 安委办 adopt 台账.csv --table hazards --yes", "写明是隐患表，不问", "hongtou -w office adopt ledger.csv --table hazards --yes", "it is the table of hazards: write without asking"},
	},
	"check": {
		{"hongtou -w 安委办 check", "检查全部表、模板和字体", "hongtou -w office check", "check all tables, templates and fonts"},
		{"hongtou -w 安委办 check --out 问题.xlsx", "问题写成清单，并在表的副本中标出", "hongtou -w office check --out problems.xlsx", "write the problems into a workbook, with copies of the tables marked"},
	},
	"list": {
		{"hongtou -w 安委办 list", "能生成哪些，按机制分组", "hongtou -w office list", "what can be made, by mechanism"},
		{"hongtou -w 安委办 list --period 2026Q1", "第一季度各有几份", "hongtou -w office list --period 2026Q1", "how many there are of the first quarter"},
		{"hongtou -w 安委办 list --due", "今天该做的", "hongtou -w office list --due", "what is due today"},
	},
	"run": {
		{"hongtou -w 安委办 run 县区责任书 --period 2026", "2026年的县区责任书，每个县区一份", "hongtou -w office run agreement-county --period 2026", "the agreements of 2026, one a county"},
		{"hongtou -w 安委办 run 专项督查通知 形势分析报告 --period 2026Q1", "第一季度的两种文书", "hongtou -w office run supervision-notice quarter-analysis --period 2026Q1", "two papers of the first quarter"},
		{"hongtou -w 安委办 run monthly", "一个作业：hongtou.yaml 中写明的各种月度文书", "hongtou -w office run monthly", "a job: the monthly papers that hongtou.yaml names"},
		{"hongtou -w 安委办 run due", "今天该做而没做的", "hongtou -w office run due", "what is due today and not made yet"},
		{"hongtou -w 安委办 run 县区责任书 --unit 990102 --as docx", "只做一个单位的，做成 Word", "hongtou -w office run agreement-county --unit 990102 --as docx", "of one unit only, for Word"},
		{"hongtou -w 安委办 run 'agreement-*' --dry-run", "只看会做哪些", "hongtou -w office run 'agreement-*' --dry-run", "only see what would be made"},
	},
	"print": {
		{"hongtou -w 安委办 print --period 2026", "每个甲方一个印刷文件，有它的全部责任书，每份3本", "hongtou -w office print --period 2026", "a print file for each upper party, three copies of each of its agreements"},
		{"hongtou -w 安委办 print 督查反馈意见书 --period 2026Q1 --booklet --watermark '内部资料 {单位}'", "每个收文单位一个文件，A3 折页，每页有水印", "hongtou -w office print supervision-feedback --period 2026Q1 --booklet --watermark 'internal {unit}'", "a file for each receiver, as A3 booklets, with a watermark"},
		{"hongtou -w 安委办 print 督查反馈意见书 --period 2026Q1 --copies 1 --passwords 口令.csv", "各单位的文件用各自的口令加密", "hongtou -w office print supervision-feedback --period 2026Q1 --copies 1 --passwords passwords.csv", "each receiver's file encrypted with a password of its own"},
	},
	"templates": {
		{"hongtou templates list", "有哪些模板", "hongtou templates list", "which templates there are"},
		{"hongtou -w 安委办 templates eject 县区责任书", "取出来，改成自己的", "hongtou -w office templates eject agreement-county", "take one out to change it"},
	},
	"templates list":      {{"hongtou -w 安委办 templates list", "内置的和工作区自己的", "hongtou -w office templates list", "embedded ones and the workspace's own"}},
	"templates show":      {{"hongtou templates show 会议纪要", "显示原文", "hongtou templates show minutes", "its text"}},
	"templates eject":     {{"hongtou -w 安委办 templates eject 县区责任书", "复制到 templates/，改过的优先于内置的", "hongtou -w office templates eject agreement-county", "copied into templates/, where it goes before the embedded one"}},
	"templates fields":    {{"hongtou templates fields 县区责任书", "它读哪些字段，好知道要填什么", "hongtou templates fields agreement-county", "what it reads, so that you know what to fill in"}},
	"templates functions": {{"hongtou templates functions", "模板里能用的函数", "hongtou templates functions", "the functions of templates"}},
	"fields": {
		{"hongtou -w 安委办 fields 专项督查通知 --period 2026Q2", "这份通知的字号、日期等写明了没有", "hongtou -w office fields supervision-notice --period 2026Q2", "whether the notice's number, date and the like are given"},
	},
	"explain": {
		{"hongtou -w 安委办 explain 形势分析报告 --period 2026Q1", "每个数字从哪些行来、怎样算出", "hongtou -w office explain quarter-analysis --period 2026Q1", "of which rows each figure is made, and how"},
		{"hongtou -w 安委办 explain 形势分析报告 --period 2026Q1 --as xlsx", "写成核对表", "hongtou -w office explain quarter-analysis --period 2026Q1 --as xlsx", "as a checklist workbook"},
	},
	"fonts":       {{"hongtou fonts check 㛃𬀩䶮𠅤喆", "这些字排不排得出", "hongtou fonts check 㛃𬀩䶮𠅤喆", "whether these characters can be set"}},
	"fonts list":  {{"hongtou -w 安委办 fonts list", "各用途用的是什么字体", "hongtou -w office fonts list", "which face each role has"}},
	"fonts check": {{"hongtou -w 安委办 fonts check", "全部数据表里有没有排不出的字", "hongtou -w office fonts check", "whether a table has characters that can't be set"}},
	"schema": {
		{"hongtou schema", "hongtou.yaml 的规范，供编辑器补全", "hongtou schema", "the schema of hongtou.yaml, for editors"},
		{"hongtou schema units", "单位表的规范", "hongtou schema units", "that of the table of units"},
	},
	"verify": {
		{"hongtou verify 安委办/out", "成品有没有被改动、有没有缺", "hongtou verify office/out", "whether outputs were changed or are missing"},
		{"hongtou verify --pdfa 安委办/out", "PDF 是否符合归档标准", "hongtou verify --pdfa office/out", "whether the PDF files keep the rules of archives"},
	},
	"number":       {{"hongtou -w 安委办 number list 2026", "2026年的发文字号", "hongtou -w office number list 2026", "the document numbers of 2026"}},
	"number list":  {{"hongtou -w 安委办 number list", "全部字号，并核对", "hongtou -w office number list", "all numbers, checked"}},
	"number start": {{"hongtou -w 安委办 number start 安安委办 15", "今年从第15号编起", "hongtou -w office number start 安安委办 15", "this year's numbers begin at 15"}},
	"number check": {{"hongtou -w 安委办 number check", "登记簿、设置、成品上的字号是否一致", "hongtou -w office number check", "whether register, settings and papers agree"}},
	"number void":  {{"hongtou -w 安委办 number void 安安委办〔2026〕15号", "作废这个号", "hongtou -w office number void 安安委办〔2026〕15号", "void this number"}},
	"confirm":      {{"hongtou -w 安委办 confirm accidents --through 2026-03-31 --by 王五", "到3月31日没有应登记而未登记的事故", "hongtou -w office confirm accidents --through 2026-03-31 --by 王五", "no accident through 31 March is missing"}},
	"sign": {
		{"hongtou sign 通知.pdf --p12 证书.p12 --password-file 口令.txt", "签名，替换原文件", "hongtou sign notice.pdf --p12 cert.p12 --password-file password.txt", "sign it in its place"},
		{"hongtou sign 成品 --key 私钥.pem --cert 证书.pem --out 签名件", "目录中的全部 PDF，另存", "hongtou sign finished --key key.pem --cert cert.pem --out signed", "all PDF files of a folder, as copies"},
	},
	"send": {
		{"hongtou -w 安委办 send 督查反馈意见书 --period 2026Q1", "每个单位一个压缩包", "hongtou -w office send supervision-feedback --period 2026Q1", "a ZIP for each unit"},
		{"hongtou -w 安委办 send quarterly --passwords 口令.csv", "一个作业的成品，各加口令", "hongtou -w office send quarterly --passwords passwords.csv", "the files of a job, with a password each"},
	},
	"encrypt": {{"hongtou encrypt 通知.pdf --password-file 口令.txt --out 发送", "加密另存", "hongtou encrypt notice.pdf --password-file password.txt --out sent", "an encrypted copy"}},
	"collect": {
		{"hongtou -w 安委办 collect 收回 --period 2026Q1 --dry-run", "先看会改什么", "hongtou -w office collect returned --period 2026Q1 --dry-run", "see first what would change"},
		{"hongtou -w 安委办 collect --undo", "退回上一次收的", "hongtou -w office collect --undo", "take the last collect back"},
	},
	"completion": {
		{"hongtou completion bash > ~/.local/share/bash-completion/completions/hongtou", "bash 的", "hongtou completion bash > ~/.local/share/bash-completion/completions/hongtou", "for bash"},
		{"hongtou completion powershell >> $PROFILE", "PowerShell 的", "hongtou completion powershell >> $PROFILE", "for PowerShell"},
	},
	"man":     {{"hongtou man > hongtou.1", "手册页，用 man ./hongtou.1 看", "hongtou man > hongtou.1", "a manual page: man ./hongtou.1"}},
	"version": {{"hongtou version", "版本", "hongtou version", "the version"}},
	"help":    {{"hongtou help run", "run 的选项和例子", "hongtou help run", "the options and examples of run"}},
}
