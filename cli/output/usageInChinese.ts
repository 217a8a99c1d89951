/** Usage errors of commander. */
const ERRORS: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^error: unknown option '(.*?)'/, "没有选项 '$1'"],
  [/^error: unknown command '(.*?)'/, "没有命令 '$1'"],
  [/^error: missing required argument '(.*?)'/, "缺少参数 '$1'"],
  [/^error: required option '(.*?)' not specified/, "须写选项 '$1'"],
  [/^error: option '(.*?)' argument missing/, "选项 '$1' 缺少取值"],
  [
    /^error: option '(.*?)' argument '(.*?)' is invalid\. Allowed choices are (.*?)\.$/m,
    "选项 '$1' 不能取 '$2';可取:$3",
  ],
  [
    /^error: too many arguments(?: for '(.*?)')?\. Expected (\d+) arguments? but got (\d+)(?:: .*)?\.$/m,
    '参数过多:应为 $2 个,写了 $3 个',
  ],
  [/\(Did you mean (.*?)\?\)/, '(是否指 $1?)'],
  [/\(Did you mean one of (.*?)\?\)/, '(是否指其中之一:$1?)'],
];

/** What the library itself says in a help. */
const HELP: typeof ERRORS = [
  [/^Usage:/m, '用法:'],
  [/^Arguments:/m, '参数:'],
  [/^Options:/m, '选项:'],
  [/^Commands:/m, '命令:'],
  [/\[options\]/g, '[选项]'],
  [/\[command\]/g, '[命令]'],
  [/display help for command/g, '显示帮助'],
  [/\(default: (.*?)\)/g, '(缺省:$1)'],
  [/\(choices: /g, '(可取:'],
  [/, default: /g, ';缺省:'],
];

/** English where no Chinese is known. */
export function usageErrorInChinese(text: string): string {
  return ERRORS.reduce((said, [english, chinese]) => said.replace(english, chinese), text);
}

/** A help whose descriptions are Chinese, all in Chinese. */
export function helpInChinese(text: string): string {
  return HELP.reduce((said, [english, chinese]) => said.replace(english, chinese), text);
}
