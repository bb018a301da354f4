/**
 * Public halves of the keys that updates are signed with, as PEM (`-----BEGIN PUBLIC KEY-----`, Ed25519). Several, so that a
 * key can be replaced: the new one is added in one release and the old one taken out in a later one. While there is none
 * every update is refused; docs/releasing.md says how the project's owner makes one. The private half is never in this
 * repository.
 */
export const releaseKeys: readonly string[] = [];
