/** BCP 47 from what POSIX has, e.g. zh_CN.UTF-8. */
export function systemLocale(): string {
  const value = process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? '';
  const name = value.split('.')[0]?.replace('_', '-') ?? '';
  return name === '' || name === 'C' || name === 'POSIX' ? 'en-US' : name;
}

export function preferredLanguages(): string[] {
  const listed = (process.env['LANGUAGE'] ?? '').split(':').filter((name) => name !== '').map((name) => name.replace('_', '-'));
  return listed.length > 0 ? listed : [systemLocale()];
}
