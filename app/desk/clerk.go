package desk

// Names of preferences: each clerk has an account of the computer, and the records may be of several.
const (
	prefClerk = "clerk.name"
	prefPhone = "clerk.phone"
)

// Clerk is who completes the superior's forms at this computer.
type Clerk struct {
	Name  string // stands as 填表人; "": nobody has said
	Phone string // 联系电话 of forms for the whole office
}

// Clerk returns what the clerk has said.
func (d *Desk) Clerk() Clerk {
	p := d.app.Preferences()
	return Clerk{Name: p.String(prefClerk), Phone: p.String(prefPhone)}
}

// SetClerk remembers it.
func (d *Desk) SetClerk(c Clerk) {
	p := d.app.Preferences()
	p.SetString(prefClerk, c.Name)
	p.SetString(prefPhone, c.Phone)
}

// Actor is who the journal says has done it: the clerk, and while nobody has said who that is, the computer's account.
func (d *Desk) Actor() string {
	if name := d.Clerk().Name; name != "" {
		return name
	}
	return d.Account
}
