import type { Words } from '../../contract/words.ts';

export type KeyErrorKind =
  | 'key-lost' // wrapped by the keyring of another machine or user
  | 'key-needs-keyring' // wrapped by a keyring, which only the desktop program reaches
  | 'key-locked' // guarded by a passphrase that was not given
  | 'key-wrong' // another passphrase
  | 'key-damaged';

const sentences: Record<KeyErrorKind, Words> = {
  'key-lost': {
    'zh-CN': '该数据文件夹的密钥由另一台电脑（或另一个系统用户）的密钥环保护，本机打不开。请在原电脑上设置口令后重新拷贝，或放弃该密钥并重新填写摄像机密码；事件、录像和账号不受影响。',
    en: 'The key of this data folder is protected by the keyring of another machine or user. Set a passphrase on the machine it came from and move it again, or give the key up and type the cameras’ passwords again; events, recordings and accounts stay.',
  },
  'key-needs-keyring': {
    'zh-CN': '该数据文件夹的密钥由系统密钥环保护，现在打不开密钥环。请解锁密钥环（重新登录系统一般即可）后重试；单独运行引擎时，请先在桌面程序中设置口令，再用 WATCHHOUSE_PASSPHRASE_FILE 指定口令文件。',
    en: 'The key of this data folder is protected by the system’s keyring, which cannot be opened now. Unlock the keyring (signing in to the system again usually does) and try again; for the engine alone set a passphrase in the desktop program and put it into a file named by WATCHHOUSE_PASSPHRASE_FILE.',
  },
  'key-locked': {
    'zh-CN': '该数据文件夹的密钥由口令保护。请输入口令；单独运行引擎时用 WATCHHOUSE_PASSPHRASE_FILE 指定口令文件。',
    en: 'The key of this data folder is protected by a passphrase. Type it in; for the engine alone put it into a file named by WATCHHOUSE_PASSPHRASE_FILE.',
  },
  'key-wrong': {
    'zh-CN': '口令不正确，请重新输入。',
    en: 'This is not the passphrase. Try again.',
  },
  'key-damaged': {
    'zh-CN': '密钥文件 station.key 已损坏。请从备份恢复该文件，或放弃该密钥并重新填写摄像机密码。',
    en: 'The key file station.key is damaged. Restore it from a backup, or give the key up and type the cameras’ passwords again.',
  },
};

/** Why the key of a data folder does not open, with a sentence for people that says what to do. */
export class KeyError extends Error {
  readonly kind: KeyErrorKind;
  readonly words: Words;

  constructor(kind: KeyErrorKind) {
    super(sentences[kind].en);
    this.name = 'KeyError';
    this.kind = kind;
    this.words = sentences[kind];
  }
}
