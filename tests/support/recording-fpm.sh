#!/bin/sh
# In the place of fpm, which makes deb and rpm packages and cannot be had everywhere: keeps what electron-builder gives it,
# in the folder $RECORDED.
printf '%s\n' "$@" > "$RECORDED/args"
previous=
for argument in "$@"; do
  case $previous in
    --after-install) cp "$argument" "$RECORDED/after-install" ;;
    --after-remove) cp "$argument" "$RECORDED/after-remove" ;;
    --package) : > "$argument" ;;
  esac
  case $argument in *.desktop=*) cp "${argument%%=*}" "$RECORDED/desktop" ;; esac
  previous=$argument
done
