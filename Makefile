# Every target installs the Debian packages that it needs and that are missing.
# The work is in scripts/; they can be called by themselves.

.DEFAULT_GOAL := help
.PHONY: help setup run test test-wine check bench windows installer deb soak corpus fmt clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 12

setup: ## install every Debian package that some target needs
	@bash scripts/setup.sh

run: ## build and start the window with the demonstration office
	@bash scripts/run.sh

test: ## run every test, on Linux and of the Windows programs under Wine
	@bash scripts/test.sh

test-wine: windows ## try the Windows programs under Wine: compared with Linux, installed, upgraded, uninstalled
	@bash scripts/wine/smoke.sh
	@bash scripts/wine/office.sh

check: ## run the linters
	@bash scripts/check.sh

bench: ## run the benchmarks (BENCH=regexp chooses)
	@bash scripts/bench.sh

windows: ## build build/windows/taizhang.exe and taizhangctl.exe
	@bash scripts/windows.sh

installer: windows ## build build/release: the installer for Windows, the portable zip, their sums (CERT, KEY: signed)
	@bash scripts/installer.sh

deb: ## build build/release: packages for UOS, Kylin and Debian (amd64 and arm64), and tarballs
	@bash scripts/linux.sh amd64
	@bash scripts/linux.sh arm64

soak: ## fuzz every parser and repeat the crash tests for hours (FUZZTIME=5m for each)
	@bash scripts/soak.sh

corpus: ## compare the readers of workbooks with LibreOffice on those of other projects (an hour)
	@bash scripts/corpus.sh

fmt: ## format the Go files
	@gofmt -w app assets bench cmd data scripts

clean: ## remove what was built
	@rm -rf build cmd/*/*.syso
