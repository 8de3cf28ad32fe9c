; The installer for Windows: for one person, without an administrator. Made by: python dev.py package installer
;
; makensis -DVERSION=0.1.0 -DFOLDER=dist\coopviewer -DICON=build\package\icons\coopviewer.ico -DOUTPUT=dist\coopviewer-0.1.0.exe

Unicode true
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true

!include "MUI2.nsh"
!include "FileFunc.nsh"

!define NAME "coopviewer"
!define REMOVING "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"

Name "${NAME} ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${REMOVING}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Setup of ${NAME}, an offline reference on international cooperation"
VIAddVersionKey "LegalCopyright" "coopviewer contributors; MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${NAME}.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Start ${NAME}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "${NAME} will be removed. Your annotations, settings and backups stay in $LOCALAPPDATA\${NAME}."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Section "Program"
    SetOutPath "$INSTDIR"
    RMDir /r "$INSTDIR\_internal" ; of an earlier version
    File /r "${FOLDER}\*.*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${NAME}.exe"

    WriteRegStr HKCU "${REMOVING}" "DisplayName" "${NAME}"
    WriteRegStr HKCU "${REMOVING}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${REMOVING}" "DisplayIcon" "$INSTDIR\${NAME}.exe"
    WriteRegStr HKCU "${REMOVING}" "Publisher" "coopviewer contributors"
    WriteRegStr HKCU "${REMOVING}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${REMOVING}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${REMOVING}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${REMOVING}" "NoModify" 1
    WriteRegDWORD HKCU "${REMOVING}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD HKCU "${REMOVING}" "EstimatedSize" "$0"

    ; references (*.coopdb) and addresses (coop:country/NE) are opened by the program
    WriteRegStr HKCU "${CLASSES}\.coopdb" "" "${NAME}.reference"
    WriteRegStr HKCU "${CLASSES}\${NAME}.reference" "" "Reference on cooperation"
    WriteRegStr HKCU "${CLASSES}\${NAME}.reference\DefaultIcon" "" "$INSTDIR\${NAME}.exe"
    WriteRegStr HKCU "${CLASSES}\${NAME}.reference\shell\open\command" "" '"$INSTDIR\${NAME}.exe" "%1"'
    WriteRegStr HKCU "${CLASSES}\coop" "" "URL:coopviewer"
    WriteRegStr HKCU "${CLASSES}\coop" "URL Protocol" ""
    WriteRegStr HKCU "${CLASSES}\coop\shell\open\command" "" '"$INSTDIR\${NAME}.exe" "%1"'
SectionEnd

Section "Uninstall"
    ; only what was installed: a portable person's coopviewer-data may lie in the same folder
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\${NAME}.exe"
    Delete "$INSTDIR\${NAME}-console.exe"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${NAME}.lnk"
    DeleteRegKey HKCU "${REMOVING}"
    DeleteRegKey HKCU "${CLASSES}\${NAME}.reference"
    DeleteRegKey HKCU "${CLASSES}\.coopdb"
    DeleteRegKey HKCU "${CLASSES}\coop"
    IfFileExists "$LOCALAPPDATA\${NAME}\*.*" 0 nothing_kept
        MessageBox MB_OK|MB_ICONINFORMATION "${NAME} is removed. Your annotations, settings and backups are kept in $LOCALAPPDATA\${NAME}. Delete that folder if you no longer want them." /SD IDOK
    nothing_kept:
SectionEnd
