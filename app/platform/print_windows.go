package platform

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"runtime"
	"unsafe"

	"fyne.io/fyne/v2"
	"golang.org/x/sys/windows"

	"taizhang/data/catalog"
	"taizhang/data/paper"
)

var (
	winspool               = windows.NewLazySystemDLL("winspool.drv")
	procEnumPrinters       = winspool.NewProc("EnumPrintersW")
	procGetDefaultPrinter  = winspool.NewProc("GetDefaultPrinterW")
	procOpenPrinter        = winspool.NewProc("OpenPrinterW")
	procClosePrinter       = winspool.NewProc("ClosePrinter")
	procDocumentProperties = winspool.NewProc("DocumentPropertiesW")
	procDeviceCapabilities = winspool.NewProc("DeviceCapabilitiesW")

	gdi32             = windows.NewLazySystemDLL("gdi32.dll")
	procCreateDC      = gdi32.NewProc("CreateDCW")
	procResetDC       = gdi32.NewProc("ResetDCW")
	procDeleteDC      = gdi32.NewProc("DeleteDC")
	procGetDeviceCaps = gdi32.NewProc("GetDeviceCaps")
	procStartDoc      = gdi32.NewProc("StartDocW")
	procStartPage     = gdi32.NewProc("StartPage")
	procEndPage       = gdi32.NewProc("EndPage")
	procEndDoc        = gdi32.NewProc("EndDoc")
	procAbortDoc      = gdi32.NewProc("AbortDoc")
	procStretchDIBits = gdi32.NewProc("StretchDIBits")
	procSetStretch    = gdi32.NewProc("SetStretchBltMode")
)

// Constants of winspool.h and wingdi.h.
const (
	printerEnumLocal       = 2
	printerEnumConnections = 4

	dmOutBuffer = 2
	dmInPrompt  = 4
	dmInBuffer  = 8

	dcDuplex = 7
	dcCopies = 18

	capHorzRes         = 8
	capVertRes         = 10
	capLogPixelsX      = 88
	capLogPixelsY      = 90
	capPhysicalWidth   = 110
	capPhysicalHeight  = 111
	capPhysicalOffsetX = 112
	capPhysicalOffsetY = 113

	srcCopy      = 0x00CC0020
	blackOnWhite = 1
	colorOnColor = 3
)

// printerInfo is PRINTER_INFO_4W.
type printerInfo struct {
	name, server *uint16
	attributes   uint32
}

func printers(context.Context) ([]Printer, error) {
	var need, count uint32
	const flags = printerEnumLocal | printerEnumConnections
	_, _, _ = procEnumPrinters.Call(flags, 0, 4, 0, 0, uintptr(unsafe.Pointer(&need)), uintptr(unsafe.Pointer(&count)))
	if need == 0 {
		return nil, nil
	}
	buffer := make([]uint64, need/8+1) // aligned as the pointers in it
	ok, _, err := procEnumPrinters.Call(flags, 0, 4, uintptr(unsafe.Pointer(&buffer[0])), uintptr(need), uintptr(unsafe.Pointer(&need)), uintptr(unsafe.Pointer(&count)))
	if ok == 0 {
		return nil, catalog.Refuse("no_printer", "系统没有给出打印机的名单:请在“设备和打印机”里看看打印服务是否正常").Because(fmt.Errorf("EnumPrinters: %w", err))
	}
	preferred := preferredPrinter()
	var list []Printer
	for _, info := range unsafe.Slice((*printerInfo)(unsafe.Pointer(&buffer[0])), count) {
		name := windows.UTF16PtrToString(info.name)
		list = append(list, Printer{Name: name, Default: name == preferred})
	}
	runtime.KeepAlive(buffer)
	return list, nil
}

// preferredPrinter returns the system's default printer, "" if there is none.
func preferredPrinter() string {
	buffer := make([]uint16, 512)
	size := uint32(len(buffer))
	if ok, _, _ := procGetDefaultPrinter.Call(uintptr(unsafe.Pointer(&buffer[0])), uintptr(unsafe.Pointer(&size))); ok == 0 {
		return ""
	}
	return windows.UTF16ToString(buffer)
}

// deviceMode is a DEVMODEW with what its driver keeps behind it.
type deviceMode []byte

// Offsets and flags of DEVMODEW.
const (
	modeSize        = 68
	modeFields      = 72
	modeOrientation = 76
	modePaper       = 78
	modeLength      = 80
	modeWidth       = 82
	modeCopies      = 86
	modeDuplex      = 94
	modeCollate     = 100
	modeLeast       = 220 // its size without the driver's part

	hasOrientation = 0x1
	hasPaper       = 0x2
	hasLength      = 0x4
	hasWidth       = 0x8
	hasCopies      = 0x100
	hasDuplex      = 0x1000
	hasCollate     = 0x8000
)

func (m deviceMode) set(offset int, field uint32, v int16) {
	binary.LittleEndian.PutUint16(m[offset:], uint16(v))
	binary.LittleEndian.PutUint32(m[modeFields:], binary.LittleEndian.Uint32(m[modeFields:])|field)
}

func (m deviceMode) drop(field uint32) {
	binary.LittleEndian.PutUint32(m[modeFields:], binary.LittleEndian.Uint32(m[modeFields:])&^field)
}

// lay sets paper and orientation to those of a page.
func (m deviceMode) lay(p *paper.Page) {
	orientation := int16(1)
	if p.Width > p.Height {
		orientation = 2
	}
	m.set(modeOrientation, hasOrientation, orientation)
	if size, ok := paperOf(p); ok {
		m.set(modePaper, hasPaper, size.number)
		m.drop(hasLength | hasWidth)
		return
	}
	m.set(modePaper, hasPaper, 256) // DMPAPER_USER; lengths are tenths of millimetres
	m.set(modeLength, hasLength, int16(math.Round(max(p.Width, p.Height)*10)))
	m.set(modeWidth, hasWidth, int16(math.Round(min(p.Width, p.Height)*10)))
}

// device is an open printer.
type device struct {
	name   string
	name16 *uint16
	handle uintptr
}

func openDriver(printer string) (*device, error) {
	name, err := windows.UTF16PtrFromString(printer)
	if err != nil {
		return nil, fmt.Errorf("name of a printer: %w", err)
	}
	d := &device{name: printer, name16: name}
	if ok, _, err := procOpenPrinter.Call(uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(&d.handle)), 0); ok == 0 {
		return nil, d.refuse("OpenPrinter", err)
	}
	return d, nil
}

func (d *device) close() { _, _, _ = procClosePrinter.Call(d.handle) }

func (d *device) refuse(what string, err error) error {
	return catalog.Refuse("not_printed", "打印机「%s」没有接受:请看看它是否开机、已连接、有纸,或换一台打印机;也可以用“存为 PDF”", d.name).Because(fmt.Errorf("%s: %w", what, err))
}

// properties calls DocumentProperties; owner is the window of its dialog if flags ask for one. ok is false if the clerk
// cancelled it.
func (d *device) properties(owner uintptr, in deviceMode, flags uintptr) (out deviceMode, ok bool, err error) {
	size, _, err := procDocumentProperties.Call(owner, d.handle, uintptr(unsafe.Pointer(d.name16)), 0, 0, 0)
	if int32(size) < modeLeast {
		return nil, false, d.refuse("DocumentProperties", err)
	}
	// Drivers write beyond what they said now and then.
	out = make(deviceMode, int(int32(size))+1024)
	var given uintptr
	if in != nil {
		given = uintptr(unsafe.Pointer(&in[0]))
		flags |= dmInBuffer
	}
	answer, _, err := procDocumentProperties.Call(owner, d.handle, uintptr(unsafe.Pointer(d.name16)), uintptr(unsafe.Pointer(&out[0])), given, flags|dmOutBuffer)
	runtime.KeepAlive(in)
	switch int32(answer) {
	case 1: // IDOK
		return out, true, nil
	case 2: // IDCANCEL
		return nil, false, nil
	}
	return nil, false, d.refuse("DocumentProperties", err)
}

// capability asks what the device can do; -1 is nothing.
func (d *device) capability(which uintptr) int {
	n, _, _ := procDeviceCapabilities.Call(uintptr(unsafe.Pointer(d.name16)), 0, which, 0, 0)
	return int(int32(n))
}

// Drivers have dialogs of their own.
const hasPrinterSettings = true

func askPrinterSettings(w fyne.Window, printer string, before PrinterSettings, then func(PrinterSettings, error)) {
	owner := handle(w)
	modal(owner, func() {
		if chosen, ok, err := driverSettings(owner, printer, before); ok || err != nil {
			fyne.Do(func() { then(chosen, err) })
		}
	})
}

// driverSettings shows the driver's dialog; ok is false if the clerk cancels.
func driverSettings(owner uintptr, printer string, before PrinterSettings) (chosen PrinterSettings, ok bool, err error) {
	d, err := openDriver(printer)
	if err != nil {
		return nil, false, err
	}
	defer d.close()
	mode, ok, err := d.properties(owner, deviceMode(before), dmInPrompt)
	return PrinterSettings(mode), ok, err
}

// printPages draws the pages on the printer by GDI.
func printPages(ctx context.Context, doc *paper.Document, name string, o PrintOptions, report func(done, total int)) error {
	d, err := openDriver(o.Printer)
	if err != nil {
		return err
	}
	defer d.close()
	mode, _, err := d.properties(0, deviceMode(o.Settings), 0)
	if err != nil {
		return err
	}
	repeats := o.Copies
	if o.Copies == 1 || d.capability(dcCopies) >= o.Copies {
		repeats = 1
		mode.set(modeCopies, hasCopies, int16(o.Copies))
		mode.set(modeCollate, hasCollate, 1)
	}
	if o.Duplex != AsPrinterIsSet && d.capability(dcDuplex) == 1 {
		mode.set(modeDuplex, hasDuplex, map[Duplex]int16{OneSided: 1, LongEdge: 2, ShortEdge: 3}[o.Duplex])
	}
	runtime.LockOSThread() // a device context is used on the thread that made it
	defer runtime.UnlockOSThread()
	j := &printJob{ctx: ctx, device: d, doc: doc, mode: mode, report: report}
	return j.run(name, o.Pages, repeats)
}

// printJob is a document on its way to a printer.
type printJob struct {
	ctx         context.Context
	device      *device
	doc         *paper.Document
	mode        deviceMode
	dc          uintptr
	report      func(done, total int)
	done, total int // bands
}

func (j *printJob) run(name string, pages []int, repeats int) error {
	if err := j.open(j.doc.Pages[pages[0]]); err != nil {
		return err
	}
	defer func() { _, _, _ = procDeleteDC.Call(j.dc) }()
	for _, p := range pages {
		j.total += repeats * bandsOf(j.doc.Pages[p], j.cap(capLogPixelsX))
	}
	title, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return fmt.Errorf("name of a print: %w", err)
	}
	info := docInfo{name: title}
	info.size = int32(unsafe.Sizeof(info))
	if started, _, err := procStartDoc.Call(j.dc, uintptr(unsafe.Pointer(&info))); int32(started) <= 0 {
		if errors.Is(err, windows.ERROR_CANCELLED) || errors.Is(err, windows.ERROR_PRINT_CANCELLED) {
			return context.Canceled // in the dialog of a printer that writes files
		}
		return j.device.refuse("StartDoc", err)
	}
	for range repeats {
		for i, p := range pages {
			if err := j.page(p, i > 0 || j.done > 0); err != nil {
				_, _, _ = procAbortDoc.Call(j.dc)
				return err
			}
		}
	}
	if ended, _, err := procEndDoc.Call(j.dc); int32(ended) <= 0 {
		return j.device.refuse("EndDoc", err)
	}
	return nil
}

// docInfo is DOCINFOW.
type docInfo struct {
	size                   int32
	name, output, dataType *uint16
	kind                   uint32
}

// settle has the driver take the paper of a page into its settings.
func (j *printJob) settle(p *paper.Page) error {
	j.mode.lay(p)
	settled, _, err := j.device.properties(0, j.mode, 0)
	if err != nil {
		return err
	}
	j.mode = settled
	return nil
}

func (j *printJob) open(p *paper.Page) error {
	if err := j.settle(p); err != nil {
		return err
	}
	spool, err := windows.UTF16PtrFromString("WINSPOOL")
	if err != nil {
		return err
	}
	dc, _, err := procCreateDC.Call(uintptr(unsafe.Pointer(spool)), uintptr(unsafe.Pointer(j.device.name16)), 0, uintptr(unsafe.Pointer(&j.mode[0])))
	if dc == 0 {
		return j.device.refuse("CreateDC", err)
	}
	j.dc = dc
	return nil
}

func (j *printJob) cap(which uintptr) float64 {
	n, _, _ := procGetDeviceCaps.Call(j.dc, which)
	return float64(int32(n))
}

func (j *printJob) page(number int, again bool) error {
	p := j.doc.Pages[number]
	if again {
		if err := j.settle(p); err != nil {
			return err
		}
		if ok, _, err := procResetDC.Call(j.dc, uintptr(unsafe.Pointer(&j.mode[0]))); ok == 0 {
			return j.device.refuse("ResetDC", err)
		}
	}
	if ok, _, err := procStartPage.Call(j.dc); int32(ok) <= 0 {
		return j.device.refuse("StartPage", err)
	}
	at := j.placement(p)
	err := eachBand(j.ctx, j.doc, number, j.cap(capLogPixelsX), func(b band) error {
		if err := j.draw(b, at); err != nil {
			return err
		}
		j.done++
		j.report(j.done, j.total)
		return nil
	})
	if err != nil {
		return err
	}
	if ok, _, err := procEndPage.Call(j.dc); int32(ok) <= 0 {
		return j.device.refuse("EndPage", err)
	}
	return nil
}

// placement leads from millimetres of a page to dots of the device.
type placement struct{ scaleX, scaleY, left, top float64 }

// placement puts a page where it is on its paper, measured from the paper's edge: what a device can't print at the edge
// is cut off, and not moved. On smaller paper than the page's own it is made to fit.
func (j *printJob) placement(p *paper.Page) placement {
	at := placement{scaleX: j.cap(capLogPixelsX) / 25.4, scaleY: j.cap(capLogPixelsY) / 25.4, left: -j.cap(capPhysicalOffsetX), top: -j.cap(capPhysicalOffsetY)}
	const slack = 0.98
	if j.cap(capPhysicalWidth) >= slack*p.Width*at.scaleX && j.cap(capPhysicalHeight) >= slack*p.Height*at.scaleY {
		return at
	}
	shrink := min(j.cap(capHorzRes)/(p.Width*at.scaleX), j.cap(capVertRes)/(p.Height*at.scaleY), 1)
	return placement{scaleX: at.scaleX * shrink, scaleY: at.scaleY * shrink}
}

// bitmapInfo is BITMAPINFO with the two colours of a bitmap of one bit.
type bitmapInfo struct {
	size                 uint32
	width, height        int32
	planes, bits         uint16
	compression          uint32
	imageSize            uint32
	perMetreX, perMetreY int32
	used, important      uint32
	colours              [2]uint32
}

func (j *printJob) draw(b band, at placement) error {
	info := bitmapInfo{width: int32(b.width), height: -int32(b.height), planes: 1, bits: uint16(b.bits), colours: [2]uint32{0, 0xFFFFFF}}
	info.size = 40
	stretch := uintptr(colorOnColor)
	if b.bits == 1 {
		stretch = blackOnWhite // where dots are put together a black one stays
	}
	_, _, _ = procSetStretch.Call(j.dc, stretch)
	mm := 25.4 / b.dpi
	x := func(dots int) int { return int(math.Round(float64(dots)*mm*at.scaleX + at.left)) }
	y := func(dots int) int { return int(math.Round(float64(dots)*mm*at.scaleY + at.top)) }
	left, top := x(0), y(b.top)
	drawn, _, err := procStretchDIBits.Call(j.dc, uintptr(left), uintptr(top), uintptr(x(b.width)-left), uintptr(y(b.top+b.height)-top),
		0, 0, uintptr(b.width), uintptr(b.height), uintptr(unsafe.Pointer(&b.pix[0])), uintptr(unsafe.Pointer(&info)), 0, srcCopy)
	if int32(drawn) <= 0 {
		return j.device.refuse("StretchDIBits", err)
	}
	return nil
}
