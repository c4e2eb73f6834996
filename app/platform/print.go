package platform

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"taizhang/data/catalog"
)

// PrintPDF has write make a PDF and sends it to the default printer, where the system takes PDFs (lp on Linux);
// elsewhere it shows the PDF, to be printed from there. said is what to tell the clerk.
func PrintPDF(ctx context.Context, name string, write func(path string) error) (said string, err error) {
	dir, err := os.MkdirTemp("", "taizhang-print-")
	if err != nil {
		return "", fmt.Errorf("making a folder for printing: %w", err)
	}
	path := filepath.Join(dir, name+".pdf")
	if err := write(path); err != nil {
		return "", err
	}
	if runtime.GOOS == "windows" {
		return "已在 PDF 阅读器里打开,请在那里按 Ctrl+P 打印", OpenFile(path)
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	if out, err := exec.CommandContext(ctx, "lp", "-t", name, path).CombinedOutput(); err != nil {
		return "", catalog.Refuse("no_printer", "没有找到可用的打印机:请先在系统里添加打印机,或用“存为 PDF”").Because(fmt.Errorf("lp: %w: %s", err, out))
	}
	return "已送到打印机", nil
}
