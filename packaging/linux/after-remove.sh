#!/bin/bash
# electron-builder 26.17.0's templates/linux/after-remove.tpl, with its parts kept.

# dpkg says `upgrade`, rpm the number of copies that stay: then the new version is in place already, nothing is removed.
case "$1" in
    upgrade | failed-upgrade | abort-install | abort-upgrade | [1-9]*) exit 0 ;;
esac

if [ -d /run/systemd/system ]; then
    systemctl disable --now watchhouse-engine.service 2>/dev/null || true
    systemctl daemon-reload || true
fi

# Delete the link to the binary
# update-alternatives --remove <name> <path>: 'path' must be the registered alternative binary,
# not the generic symlink — see https://man7.org/linux/man-pages/man1/update-alternatives.1.html
if type update-alternatives >/dev/null 2>&1; then
    update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}'
else
    rm -f '/usr/bin/${executable}'
fi

APPARMOR_PROFILE_DEST='/etc/apparmor.d/${executable}'

# Remove and unload apparmor profile.
if [ -f "$APPARMOR_PROFILE_DEST" ]; then
  # Unload the profile from the running kernel before deleting the file so the
  # policy is not left enforced until the next reboot.  Mirror the chroot guard
  # used in the after-install script — live AppArmor operations are not
  # meaningful inside a chroot.
  # https://wiki.debian.org/AppArmor/HowToUse
  if apparmor_status --enabled > /dev/null 2>&1; then
    if ! { [ -x '/usr/bin/ischroot' ] && /usr/bin/ischroot; } && hash apparmor_parser 2>/dev/null; then
      apparmor_parser --remove "$APPARMOR_PROFILE_DEST" || true
    fi
  fi
  rm -f "$APPARMOR_PROFILE_DEST"
fi

# /var/lib/watchhouse stays: recordings are evidence. Its account stays with it, since the files are its own.
