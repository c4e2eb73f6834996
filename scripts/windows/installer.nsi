; The installer for Windows: for one user, without an administrator. scripts/installer.sh gives
; VERSION, PROGRAMS (the folder with both programs), OUTFILE and, when there is a certificate, SIGN.
;
; Switches: /S silent; /D=folder (last, without quotes); /DOWNGRADE an older version over a newer one;
; /NOBACKUP without a copy of the records, for support. Uninstaller: /S; /PURGE with the records.
; Exit codes, beside NSIS's own 0 done, 1 cancelled, 2 stopped:
!define CODE_OLDER 3       ; a newer version is installed
!define CODE_RUNNING 4     ; the program did not close
!define CODE_BACKUP 5      ; the records could not be copied
!define CODE_WRITE 6       ; the programs could not be written
!define CODE_WINDOWS 7     ; Windows is too old

Unicode true
Target amd64-unicode ; as the programs; what is tried under Wine is what is delivered
!ifdef UNCOMPRESSED ; tests
  SetCompress off
!else
  SetCompressor /SOLID lzma
  ; Both programs carry the fonts. The second ones cost nothing where the packer remembers as far back.
  SetCompressorDictSize 80 ; MB, which unpacking needs too
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh

!define NAME "社区党建台账"
!define KEY "Software\taizhang"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\taizhang"
!define CLASSES "Software\Classes"
!define WORKBOOK "taizhang.workbook" ; ProgID of tables, in the list 打开方式
!define PACKAGE "taizhang.package"   ; ProgID of our own type
!define WINDOW_CLASS "GLFW30"        ; of the program's windows
!define PATIENCE 30000               ; milliseconds that the program has to close

Name "${NAME}"
OutFile "${OUTFILE}"
BrandingText "${NAME} ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\taizhang"
InstallDirRegKey HKCU "${KEY}" "InstallDir"
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 ProductName "${NAME}"
VIAddVersionKey /LANG=2052 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=2052 FileDescription "${NAME} 安装程序"
VIAddVersionKey /LANG=2052 FileVersion "${VERSION}"
VIAddVersionKey /LANG=2052 LegalCopyright "Apache-2.0"

!ifdef SIGN
  !finalize '${SIGN} "%1"'
  !uninstfinalize '${SIGN} "%1"'
!endif

Var Previous ; the version that is installed; empty if none is
Var Welcome
Var Log      ; what a silent run has to say

!define MUI_ICON "assets\icon\icon.ico"
!define MUI_UNICON "assets\icon\icon.ico"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "$Welcome"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipIfInstalled
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\taizhang.exe"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${NAME}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE SimpChinese

; Stop CODE SENTENCE: says why and ends. A silent run writes it to a file beside the temporary ones.
!macro Stop CODE SENTENCE
  StrCpy $Log "${SENTENCE}"
  ${If} ${Silent}
    FileOpen $R9 "$TEMP\taizhang-setup.log" w
    FileWriteUTF16LE /BOM $R9 "$Log$\r$\n"
    FileClose $R9
  ${Else}
    MessageBox MB_OK|MB_ICONSTOP "$Log"
  ${EndIf}
  SetErrorLevel ${CODE}
  Quit
!macroend
!define Stop "!insertmacro Stop"

; What installer and uninstaller both do.
!macro Shared un
; The process of a window of the program in $INSTDIR: its handle in $R1 and the window in $R0; 0 if there is none.
; Others use windows of the same class, so that the file of the process decides.
Function ${un}FindProgram
  GetFullPathName /SHORT $R3 "$INSTDIR\taizhang.exe"
  StrCpy $R0 0
  ${Do}
    StrCpy $R1 0
    FindWindow $R0 "${WINDOW_CLASS}" "" "" $R0
    ${If} $R0 = 0
      ${ExitDo}
    ${EndIf}
    System::Call 'user32::GetWindowThreadProcessId(p R0, *i .R2)'
    ; SYNCHRONIZE | PROCESS_QUERY_LIMITED_INFORMATION
    System::Call 'kernel32::OpenProcess(i 0x101000, i 0, i R2) p .R1'
    ${If} $R1 P= 0
      ${Continue}
    ${EndIf}
    StrCpy $R4 ${NSIS_MAX_STRLEN}
    System::Call 'kernel32::QueryFullProcessImageNameW(p R1, i 0, w .R5, *i R4)'
    GetFullPathName /SHORT $R5 $R5
    ${If} $R5 == $R3 ; without regard to case
      ${ExitDo}
    ${EndIf}
    System::Call 'kernel32::CloseHandle(p R1)'
  ${Loop}
FunctionEnd

; Closes the program as a clerk would, and waits until it has ended.
Function ${un}CloseProgram
  ${Do}
    Call ${un}FindProgram
    ${If} $R1 P= 0
      Return
    ${EndIf}
    DetailPrint "正在关闭${NAME}…"
    System::Call 'user32::PostMessageW(p R0, i ${WM_CLOSE}, p 0, p 0)'
    System::Call 'kernel32::WaitForSingleObject(p R1, i ${PATIENCE}) i .R2'
    System::Call 'kernel32::CloseHandle(p R1)'
    ${If} $R2 <> 0
      ${If} ${Silent}
        ${Stop} ${CODE_RUNNING} "${NAME}还开着,没有在 30 秒内关闭。请先在它的窗口里做完手头的事并关闭窗口,再重新运行。没有改动任何文件和数据。"
      ${EndIf}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME}还开着。请先在它的窗口里做完手头的事,关闭窗口,然后点“重试”。" IDRETRY +2
      Quit
    ${EndIf}
  ${Loop}
FunctionEnd
!macroend
!insertmacro Shared ""
!insertmacro Shared "un."

; Whether a switch like /DOWNGRADE stands on the command line: $R0 is 1 or 0.
!macro HasSwitch NAME
  ${GetParameters} $R1
  ClearErrors
  ${GetOptions} $R1 "${NAME}" $R2
  ${If} ${Errors}
    StrCpy $R0 0
  ${Else}
    StrCpy $R0 1
  ${EndIf}
!macroend
!define HasSwitch "!insertmacro HasSwitch"

Function .onInit
  SetShellVarContext current
  ${IfNot} ${AtLeastWin10}
    ${Stop} ${CODE_WINDOWS} "${NAME}需要 Windows 10 或更新的 64 位系统。这台电脑的系统太旧,不能安装。"
  ${EndIf}
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "taizhang-setup") p .r1 ?e'
  Pop $0
  ${If} $0 = 183 ; ERROR_ALREADY_EXISTS
    ${Stop} 1 "安装程序已经打开,请在任务栏里找到它。"
  ${EndIf}
  ReadRegStr $Previous HKCU "${UNINSTALL}" "DisplayVersion"
  ${VersionCompare} "$Previous" "${VERSION}" $0
  ${If} $Previous == ""
    StrCpy $Welcome "将把${NAME}安装到这台电脑上,只供您的 Windows 账户使用,不需要管理员权限,也不需要联网。$\r$\n$\r$\n台账数据保存在您自己的文件夹里,与程序分开:以后升级、修复、卸载都不会动它。"
  ${ElseIf} $0 = 0
    StrCpy $Welcome "这台电脑上已有同一版本 ${VERSION},将重新安装一遍(修复)。$\r$\n$\r$\n如果程序开着,会先请它关闭;台账数据会先自动备份并核对,修复不会动它。"
  ${ElseIf} $0 = 1
    Call RefuseOlder
    StrCpy $Welcome "将用旧版本 ${VERSION} 替换已安装的 $Previous。$\r$\n$\r$\n新版本建立的台账数据,旧版本可能打不开。"
  ${Else}
    StrCpy $Welcome "将从 $Previous 升级到 ${VERSION}。$\r$\n$\r$\n如果程序开着,会先请它关闭;台账数据会先自动备份并核对,升级后照旧使用。"
  ${EndIf}
FunctionEnd

Function RefuseOlder
  ${HasSwitch} "/DOWNGRADE"
  ${If} $R0 = 1
    Return
  ${EndIf}
  ${If} ${Silent}
    ${Stop} ${CODE_OLDER} "这台电脑上的${NAME}是 $Previous,比这个安装程序(${VERSION})新,没有安装。确要换回旧版本,请加 /DOWNGRADE。"
  ${EndIf}
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "这台电脑上的${NAME}是 $Previous,比这个安装程序(${VERSION})新。$\r$\n$\r$\n换回旧版本后,可能打不开新版本建立的台账数据。确定要换回旧版本吗?" IDYES +3
  SetErrorLevel ${CODE_OLDER}
  Quit
FunctionEnd

; The folder was chosen when it was installed first.
Function SkipIfInstalled
  ${If} $Previous != ""
    Abort
  ${EndIf}
FunctionEnd

Section
  SetShellVarContext current
  Call Unpack
  Call CloseProgram
  Call BackUp
  Call Replace
  Call Shortcuts
  Call FileTypes
  Call Register
SectionEnd

; The new programs stand beside the old ones until nothing can go wrong any more.
Function Unpack
  ClearErrors
  SetOverwrite try
  SetOutPath "$INSTDIR\new"
  File "${PROGRAMS}/taizhangctl.exe"
  File "${PROGRAMS}/taizhang.exe"
  SetOutPath "$INSTDIR"
  File /oname=LICENSE.txt LICENSE
  File /oname=NOTICE.txt NOTICE
  ${If} ${Errors}
    RMDir /r "$INSTDIR\new"
    ${Stop} ${CODE_WRITE} "不能写入“$INSTDIR”:没有权限、磁盘已满,或被安全软件拦住。请换一个文件夹,或在安全软件里允许后再试。原来的程序和数据没有改动。"
  ${EndIf}
FunctionEnd

; A verified copy of the records, by the new taizhangctl, which leaves them as they are.
Function BackUp
  ${IfNot} ${FileExists} "$APPDATA\taizhang\taizhang.db"
    Return
  ${EndIf}
  ${HasSwitch} "/NOBACKUP"
  ${If} $R0 = 1
    Return
  ${EndIf}
  DetailPrint "正在备份台账数据,并核对…"
  InitPluginsDir
  nsExec::Exec '"$INSTDIR\new\taizhangctl.exe" -db "$APPDATA\taizhang\taizhang.db" backup -as-is -report "$PLUGINSDIR\backup.txt" "$APPDATA\taizhang\备份"'
  Pop $0
  ${If} $0 == 0
    Return
  ${EndIf}
  StrCpy $1 ""
  ClearErrors
  FileOpen $2 "$PLUGINSDIR\backup.txt" r
  ${IfNot} ${Errors}
    FileReadUTF16LE $2 $1
    FileClose $2
  ${EndIf}
  RMDir /r "$INSTDIR\new"
  ${Stop} ${CODE_BACKUP} "台账数据没有备份成功,因此没有继续安装。原来的程序和数据都没有改动。$\r$\n$\r$\n原因:$1"
FunctionEnd

Function Replace
  ClearErrors
  Delete "$INSTDIR\taizhang.exe"
  Delete "$INSTDIR\taizhangctl.exe"
  Rename "$INSTDIR\new\taizhang.exe" "$INSTDIR\taizhang.exe"
  Rename "$INSTDIR\new\taizhangctl.exe" "$INSTDIR\taizhangctl.exe"
  ${If} ${Errors}
    ${Stop} ${CODE_WRITE} "不能替换“$INSTDIR”里的程序:它可能还开着,或被安全软件占用。请关闭它,再运行一次安装程序。台账数据没有改动。"
  ${EndIf}
  RMDir "$INSTDIR\new"
FunctionEnd

Function Shortcuts
  SetOutPath "$INSTDIR" ; where the programs of shortcuts start
  CreateDirectory "$SMPROGRAMS\${NAME}"
  CreateShortcut "$SMPROGRAMS\${NAME}\${NAME}.lnk" "$INSTDIR\taizhang.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}\安全显示模式.lnk" "$INSTDIR\taizhang.exe" "-safe" "" 0 SW_SHOWNORMAL "" "窗口空白或打不开时用"
  CreateShortcut "$SMPROGRAMS\${NAME}\卸载.lnk" "$INSTDIR\uninstall.exe"
  ${If} $Previous == "" ; one that was thrown away doesn't come back
    CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\taizhang.exe"
  ${EndIf}
FunctionEnd

; AddToOpenWith EXTENSION: the program is offered for the type, and takes it from nobody.
!macro AddToOpenWith EXTENSION
  WriteRegStr HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "${WORKBOOK}" ""
  WriteRegStr HKCU "${CLASSES}\Applications\taizhang.exe\SupportedTypes" "${EXTENSION}" ""
!macroend
!macro RemoveFromOpenWith EXTENSION
  DeleteRegValue HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "${WORKBOOK}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}"
!macroend

; TypeOf PROGID TITLE: a type that the program opens.
!macro TypeOf PROGID TITLE
  WriteRegStr HKCU "${CLASSES}\${PROGID}" "" "${TITLE}"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\DefaultIcon" "" '"$INSTDIR\taizhang.exe",0'
  WriteRegStr HKCU "${CLASSES}\${PROGID}\shell\open" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\shell\open\command" "" '"$INSTDIR\taizhang.exe" "%1"'
!macroend

; The shell learns of new types: SHCNE_ASSOCCHANGED.
!define TellShell "System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'"

Function FileTypes
  !insertmacro TypeOf "${WORKBOOK}" "表格"
  !insertmacro TypeOf "${PACKAGE}" "台账数据包"
  WriteRegStr HKCU "${CLASSES}\.tzb" "" "${PACKAGE}"
  WriteRegStr HKCU "${CLASSES}\Applications\taizhang.exe" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\Applications\taizhang.exe\shell\open\command" "" '"$INSTDIR\taizhang.exe" "%1"'
  !insertmacro AddToOpenWith ".xlsx"
  !insertmacro AddToOpenWith ".xls"
  !insertmacro AddToOpenWith ".et"
  !insertmacro AddToOpenWith ".csv"
  ${TellShell}
FunctionEnd

Function Register
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\taizhang.exe" "" "$INSTDIR\taizhang.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\taizhang.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
FunctionEnd

Section Uninstall
  SetShellVarContext current
  Call un.CloseProgram
  Call un.Purge
  Delete "$INSTDIR\taizhang.exe"
  Delete "$INSTDIR\taizhangctl.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\NOTICE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir /r "$INSTDIR\new"
  RMDir /r "$LOCALAPPDATA\taizhang\update" ; taken from a stick
  RMDir "$LOCALAPPDATA\taizhang"
  RMDir "$INSTDIR" ; only if nothing else is in it
  Delete "$DESKTOP\${NAME}.lnk"
  RMDir /r "$SMPROGRAMS\${NAME}"
  !insertmacro RemoveFromOpenWith ".xlsx"
  !insertmacro RemoveFromOpenWith ".xls"
  !insertmacro RemoveFromOpenWith ".et"
  !insertmacro RemoveFromOpenWith ".csv"
  ReadRegStr $0 HKCU "${CLASSES}\.tzb" ""
  ${If} $0 == "${PACKAGE}"
    DeleteRegKey HKCU "${CLASSES}\.tzb"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${WORKBOOK}"
  DeleteRegKey HKCU "${CLASSES}\${PACKAGE}"
  DeleteRegKey HKCU "${CLASSES}\Applications\taizhang.exe"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\taizhang.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${KEY}"
  ${TellShell}
SectionEnd

; The records stay unless they are asked for twice, or by /PURGE.
Function un.Purge
  ${HasSwitch} "/PURGE"
  ${If} $R0 = 0
    ${If} ${Silent}
    ${OrIfNot} ${FileExists} "$APPDATA\taizhang\*.*"
      Return
    ${EndIf}
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "程序就要卸载。台账数据会留在这台电脑上,重新安装后可以接着用。$\r$\n$\r$\n要把台账数据也一起删除吗?(一般选“否”)" IDYES +2
    Return
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "再问一遍:真的要删除这台电脑上的全部台账数据,连同自动备份吗?$\r$\n$\r$\n$APPDATA\taizhang$\r$\n$\r$\n删除以后找不回来。" IDYES +2
    Return
  ${EndIf}
  RMDir /r "$APPDATA\taizhang"
  RMDir /r "$APPDATA\fyne\cn.taizhang.desk"
FunctionEnd
