// The few sentences of the start scripts, in the system's language.
const chinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || Intl.DateTimeFormat().resolvedOptions().locale);

const sentences = {
  'old-node': ['需要 Node 20 或更新版本，请先升级 Node。', 'Watchhouse needs Node 20 or newer. Please update Node first.'],
  'doing-packages': ['正在安装依赖包', 'Installing packages'],
  'doing-models': ['正在生成识别模型', 'Building the models'],
  'doing-engine': ['正在编译引擎', 'Building the engine'],
  'doing-preload': ['正在编译桌面程序与界面之间的接口', 'Building the way between desktop and windows'],
  'doing-icons': ['正在绘制图标', 'Drawing the icons'],
  'doing-windows': ['正在编译界面', 'Building the windows'],
  'failed-packages': ['依赖包安装失败：请检查能否访问 npm 源，然后重试。', 'Installing packages failed: check that the npm registry can be reached, then try again.'],
  'failed-models': ['识别模型生成失败：请看上面的信息；删除 node_modules 后重试往往可以解决。', 'Building the models failed: see above; removing node_modules and trying again often helps.'],
  'failed-engine': ['引擎编译失败：请看上面的信息。', 'Building the engine failed: see above.'],
  'failed-preload': ['桌面程序与界面之间的接口编译失败：请看上面的信息。', 'Building the way between desktop and windows failed: see above.'],
  'failed-icons': ['图标绘制失败：请看上面的信息。', 'Drawing the icons failed: see above.'],
  'failed-windows': ['界面编译失败：请看上面的信息。', 'Building the windows failed: see above.'],
  done: ['完成，用时', 'done in'],
  'no-display': ['没有图形显示，改用系统浏览器打开（浏览器模式）。', 'No display for the desktop shell: opening the windows in the system’s browser (browser mode).'],
  'no-electron': ['桌面外壳无法启动（没有 Electron 程序），改用系统浏览器打开（浏览器模式）。', 'The desktop shell cannot run (no Electron binary): opening the windows in the system’s browser (browser mode).'],
  'shell-failed': ['桌面外壳启动失败（原因见上），改用系统浏览器打开（浏览器模式）。', 'The desktop shell ended at once (see above): opening the windows in the system’s browser (browser mode).'],
  'no-browser': ['没有找到浏览器，请在本机浏览器中打开：', 'No browser found. Open this address in a browser on this machine:'],
  address: ['岗亭已就绪：', 'Watchhouse is ready:'],
  'first-account': ['首次使用，请用这个地址创建管理员账号：', 'First use: create the administrator’s account at this address:'],
  running: ['岗亭已在运行：', 'Watchhouse is already running:'],
};

export function say(key) {
  const sentence = sentences[key];
  if (!sentence) throw new Error(`no sentence ${key}`);
  return sentence[chinese ? 0 : 1];
}
