package main

import (
	"os"

	"github.com/urfave/cli/v2"

	"hongtou/generator/diag"
	"hongtou/generator/run"
	"hongtou/generator/sign"
)

// keyPasswordVariable gives a PKCS #12 file's password where no file does.
const keyPasswordVariable = "HONGTOU_KEY_PASSWORD"

func (t *talk) signCommand() *cli.Command {
	return &cli.Command{
		Name: "sign", Usage: t.in("用数字证书给 PDF 文件签名（PAdES B-B），不是电子印章", "sign PDF files with a certificate (PAdES B-B); no electronic seal"), ArgsUsage: t.in("文件或目录…", "FILE or DIR…"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "key", Usage: t.in("私钥 `文件`（PEM）", "private key `FILE` (PEM)")},
			&cli.StringFlag{Name: "cert", Usage: t.in("证书 `文件`（PEM 或 DER，可含证书链）", "certificate `FILE` (PEM or DER, may have a chain)")},
			&cli.StringFlag{Name: "p12", Usage: t.in("代替 --key 和 --cert：PKCS#12 `文件`（.p12、.pfx）", "instead of --key and --cert: PKCS#12 `FILE` (.p12, .pfx)")},
			&cli.StringFlag{Name: "password-file", Usage: t.in("--p12 的口令 `文件`；不给时取环境变量 ", "`FILE` with the password of --p12; without it the variable ") + keyPasswordVariable},
			&cli.StringFlag{Name: "reason", Usage: t.in("签名`事由`", "`REASON` of the signature")},
			&cli.StringFlag{Name: "out", Usage: t.in("签名件另存的 `目录`；默认替换原文件", "`DIR` of the signed copies; by default files are replaced")},
		},
		Action: t.sign,
	}
}

func (t *talk) sign(c *cli.Context) error {
	if !c.Args().Present() {
		return misused("sign 后面写文件", "sign FILE…")
	}
	at, err := now()
	if err != nil {
		return err
	}
	id, complaints, err := identity(c)
	if err != nil {
		return err
	}
	if id != nil {
		for _, d := range id.Check(at) {
			d.Place.File = certificateFile(c)
			complaints.Add(d)
		}
	}
	if t.complain(complaints) {
		return exit(exitComplaints)
	}
	options := sign.Options{Time: at, Reason: c.String("reason")}
	return t.copies(c, func(raw []byte) ([]byte, *diag.Diagnostic) { return sign.Sign(raw, id, options) })
}

// certificateFile is the file that the signer's certificate is in.
func certificateFile(c *cli.Context) string {
	if file := c.String("p12"); file != "" {
		return file
	}
	return c.String("cert")
}

// identity reads who signs.
func identity(c *cli.Context) (*sign.Identity, *diag.List, error) {
	key, certificate, p12, file := c.String("key"), c.String("cert"), c.String("p12"), c.String("password-file")
	switch {
	case p12 != "" && key == "" && certificate == "":
		password := os.Getenv(keyPasswordVariable)
		if file != "" {
			given, wrong, err := sign.ReadPassword(file)
			if err != nil || wrong != nil {
				return nil, listOf(wrong), err
			}
			password = given
		}
		return sign.ReadPKCS12(p12, password)
	case p12 == "" && key != "" && certificate != "" && file == "":
		return sign.ReadPEM(key, certificate)
	}
	return nil, nil, misused("sign 要 --key 私钥 --cert 证书，或 --p12 文件 [--password-file 口令文件]", "sign wants --key KEY --cert CERT, or --p12 FILE [--password-file F]")
}

func (t *talk) encryptCommand() *cli.Command {
	return &cli.Command{
		Name: "encrypt", Usage: t.in("把 PDF 文件加密（AES-256）另存，供发送", "encrypted copies of PDF files (AES-256), to be sent"), ArgsUsage: t.in("文件或目录…", "FILE or DIR…"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "password-file", Usage: t.in("打开文件的口令 `文件`", "`FILE` with the password that opens the copies")},
			&cli.StringFlag{Name: "owner-password-file", Usage: t.in("权限口令 `文件`：给了它，凭打开口令只能阅读和打印", "`FILE` with the owner's password: with it the opening one lets read and print only")},
			&cli.StringFlag{Name: "out", Usage: t.in("加密件另存的 `目录`", "`DIR` of the encrypted copies")},
		},
		Action: t.encrypt,
	}
}

func (t *talk) encrypt(c *cli.Context) error {
	if !c.Args().Present() || c.String("password-file") == "" || c.String("out") == "" {
		return misused("写成 hongtou encrypt 文件… --password-file 口令文件 --out 目录", "hongtou encrypt FILE… --password-file F --out DIR")
	}
	var passwords sign.Passwords
	complaints := &diag.List{}
	for _, p := range []struct {
		flag string
		to   *string
	}{{"password-file", &passwords.Open}, {"owner-password-file", &passwords.Owner}} {
		file := c.String(p.flag)
		if file == "" {
			continue
		}
		password, wrong, err := sign.ReadPassword(file)
		if err != nil {
			return err
		}
		if wrong == nil {
			wrong = sign.CheckPassword(password, file)
		}
		complaints.Append(listOf(wrong))
		*p.to = password
	}
	if complaints.Errors() == 0 && passwords.Owner == passwords.Open {
		complaints.Add(sign.SamePassword(c.String("owner-password-file")))
	}
	if t.complain(complaints) {
		return exit(exitComplaints)
	}
	return t.copies(c, func(raw []byte) ([]byte, *diag.Diagnostic) { return sign.Encrypt(raw, passwords) })
}

// copied is a copy as --format json lists it.
type copied struct {
	File string `json:"file"`
	From string `json:"from"`
}

// copies makes the copies of the call's files.
func (t *talk) copies(c *cli.Context, make func([]byte) ([]byte, *diag.Diagnostic)) error {
	batch := sign.Batch{Files: c.Args().Slice(), Out: c.String("out"), Listed: run.Listed, Make: make,
		Placed: func(from, to string) { t.answer(to, copied{to, from}) }}
	complaints, err := batch.Run(c.Context)
	if t.complain(complaints) && err == nil {
		err = exit(exitComplaints)
	}
	return err
}

func listOf(d *diag.Diagnostic) *diag.List {
	if d == nil {
		return &diag.List{}
	}
	return diag.Of(*d)
}
