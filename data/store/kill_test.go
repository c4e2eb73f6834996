package store

const victimEnv = "TAIZHANG_VICTIM"

func victim(string) {}
