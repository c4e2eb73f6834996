module taizhang

go 1.26.0
