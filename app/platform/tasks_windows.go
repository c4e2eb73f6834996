package platform

import (
	"fmt"
	"os"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Of shobjidl.h, shlguid.h and propkey.h.
var (
	classDestinations = windows.GUID{Data1: 0x77F10CF0, Data2: 0x3DB5, Data3: 0x4966, Data4: [8]byte{0xB5, 0x20, 0xB7, 0xC5, 0x4F, 0xD3, 0x5E, 0xD6}}
	iidDestinations   = windows.GUID{Data1: 0x6332DEBF, Data2: 0x87B5, Data3: 0x4670, Data4: [8]byte{0x90, 0xC0, 0x5E, 0x57, 0xB4, 0x08, 0xA4, 0x9E}}
	classCollection   = windows.GUID{Data1: 0x2D3468C1, Data2: 0x36A7, Data3: 0x43B6, Data4: [8]byte{0xAC, 0x24, 0xD3, 0xF0, 0x2F, 0xD9, 0x60, 0x7A}}
	iidCollection     = windows.GUID{Data1: 0x5632B1A4, Data2: 0xE38A, Data3: 0x400A, Data4: [8]byte{0x92, 0x8A, 0xD4, 0xCD, 0x63, 0x23, 0x02, 0x95}}
	iidArray          = windows.GUID{Data1: 0x92CA9DCD, Data2: 0x5622, Data3: 0x4BBA, Data4: [8]byte{0xA8, 0x05, 0x5E, 0x9F, 0x54, 0x1B, 0xD8, 0xC9}}
	classShellLink    = windows.GUID{Data1: 0x00021401, Data4: [8]byte{0xC0, 7: 0x46}}
	iidShellLink      = windows.GUID{Data1: 0x000214F9, Data4: [8]byte{0xC0, 7: 0x46}}
	iidPropertyStore  = windows.GUID{Data1: 0x886D8EEB, Data2: 0x8CF2, Data3: 0x4446, Data4: [8]byte{0x8D, 0x02, 0xCD, 0xBA, 0x1D, 0xBD, 0xCF, 0x99}}
	keyTitle          = propertyKey{windows.GUID{Data1: 0xF29F85E0, Data2: 0x4FF9, Data3: 0x1068, Data4: [8]byte{0xAB, 0x91, 0x08, 0x00, 0x2B, 0x27, 0xB3, 0xD9}}, 2}
)

// Methods of ICustomDestinationList, IObjectCollection, IShellLinkW and IPropertyStore.
const (
	listBegin      = 4
	listAddKnown   = 6
	listAddTasks   = 7
	listCommit     = 8
	listAbort      = 11
	collectionAdd  = 5
	linkArguments  = 11
	linkIcon       = 17
	linkPath       = 20
	propertySet    = 6
	propertyCommit = 7

	recentOnes = 2 // KDC_RECENT
)

type (
	// propertyKey is PROPERTYKEY.
	propertyKey struct {
		set    windows.GUID
		number uint32
	}
	// textVariant is a PROPVARIANT with a text.
	textVariant struct {
		kind uint16
		_    [3]uint16
		text *uint16
		_    uintptr
	}
)

// OfferTasks lists tasks, and the files that were opened last, where the program's button in the task bar is clicked with
// the right key. It returns at once; failed is called, on another goroutine, if the system doesn't take them.
func OfferTasks(tasks []Task, failed func(error)) {
	inApartment(func() {
		if err := offerTasks(tasks); err != nil {
			failed(err)
		}
	})
}

func offerTasks(tasks []Task) error {
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("finding this program: %w", err)
	}
	list, err := newObject(&classDestinations, &iidDestinations)
	if err != nil {
		return err
	}
	defer list.release()
	var slots uint32
	var removed *object
	if err := list.call(listBegin, uintptr(unsafe.Pointer(&slots)), uintptr(unsafe.Pointer(&iidArray)), uintptr(unsafe.Pointer(&removed))); err != nil {
		return fmt.Errorf("beginning the list: %w", err)
	}
	defer removed.release()
	err = fillTasks(list, program, tasks)
	if err == nil {
		err = list.call(listCommit)
	}
	if err != nil {
		_ = list.call(listAbort)
		return fmt.Errorf("filling the list: %w", err)
	}
	return nil
}

func fillTasks(list *object, program string, tasks []Task) error {
	_ = list.call(listAddKnown, recentOnes) // a program that no type belongs to has none
	all, err := newObject(&classCollection, &iidCollection)
	if err != nil {
		return err
	}
	defer all.release()
	for _, t := range tasks {
		link, err := linkTo(program, t)
		if err != nil {
			return err
		}
		err = all.call(collectionAdd, uintptr(unsafe.Pointer(link)))
		link.release()
		if err != nil {
			return err
		}
	}
	array, err := all.as(&iidArray)
	if err != nil {
		return err
	}
	defer array.release()
	return list.call(listAddTasks, uintptr(unsafe.Pointer(array)))
}

// linkTo makes a shortcut that starts the program for a task.
func linkTo(program string, t Task) (*object, error) {
	path, err := windows.UTF16PtrFromString(program)
	if err != nil {
		return nil, err
	}
	arguments, err := windows.UTF16PtrFromString(t.Arguments)
	if err != nil {
		return nil, err
	}
	link, err := newObject(&classShellLink, &iidShellLink)
	if err != nil {
		return nil, err
	}
	for method, text := range map[int]*uint16{linkPath: path, linkArguments: arguments, linkIcon: path} {
		if err := link.call(method, uintptr(unsafe.Pointer(text)), 0); err != nil { // the 0 is the icon's number
			link.release()
			return nil, err
		}
	}
	if err := entitle(link, t.Title); err != nil {
		link.release()
		return nil, fmt.Errorf("naming a shortcut: %w", err)
	}
	return link, nil
}

// entitle gives a shortcut the words that stand in the list.
func entitle(link *object, title string) error {
	words, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return err
	}
	properties, err := link.as(&iidPropertyStore)
	if err != nil {
		return err
	}
	defer properties.release()
	const wideText = 31 // VT_LPWSTR
	value := &textVariant{kind: wideText, text: words}
	err = properties.call(propertySet, uintptr(unsafe.Pointer(&keyTitle)), uintptr(unsafe.Pointer(value)))
	runtime.KeepAlive(words)
	if err != nil {
		return err
	}
	return properties.call(propertyCommit)
}
