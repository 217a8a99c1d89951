/** On a screen, on a phone and on paper. */
export const STYLE = `
:root{--ink:#1f2933;--soft:#52606d;--line:#cbd2d9;--link:#1a5aa0;--shade:#f5f7fa}
*{box-sizing:border-box}
html{font:16px/1.7 "Noto Sans SC","Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Segoe UI",sans-serif;
color:var(--ink)}
body{max-width:60rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.7rem;line-height:1.35;margin:0 0 1rem}
h2{font-size:1.35rem;margin:3rem 0 1rem;padding-bottom:.3rem;border-bottom:2px solid var(--ink)}
h3{font-size:1.12rem;margin:2rem 0 .6rem}
h4{font-size:1rem;margin:1.4rem 0 .4rem}
a{color:var(--link);text-underline-offset:2px}
header dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:.4rem 1.5rem;margin:0}
header dt{color:var(--soft);font-size:.85rem}
header dd{margin:0;overflow-wrap:anywhere}
nav{margin:2rem 0;padding:1rem 1.25rem;background:var(--shade)}
nav p{margin:0 0 .4rem;font-weight:700}
nav ol{list-style:none;margin:0;padding:0;columns:2;column-gap:2rem}
nav .level-2{padding-left:1.2rem;font-size:.92rem}
nav li{break-inside:avoid}
.sentences{padding-left:1.3rem}
.note{border-left:4px solid var(--line);padding:.4rem 0 .4rem 1rem;color:var(--soft)}
.table{overflow-x:auto;margin:1.2rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.5}
caption{text-align:left;font-weight:700;padding:.3rem 0}
th,td{border-bottom:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top;font-weight:400}
thead th{border-bottom:2px solid var(--ink);font-weight:700}
tbody th:not(.wide){white-space:nowrap}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
.wide{min-width:12rem}
figure{margin:1.4rem 0}
figure svg{max-width:100%;height:auto}
figcaption{font-weight:700;font-size:.9rem;margin-bottom:.4rem}
details{font-size:.9rem}
summary{cursor:pointer;color:var(--link)}
.signature .line{border-bottom:1px solid var(--ink);width:24rem;max-width:100%;padding-top:2.2rem;margin:0}
:target{background:#fff3c4}
@media (max-width:40rem){nav ol{columns:1}}
@media print{
html{font-size:10.5pt}body{max-width:none;padding:0}a{color:inherit;text-decoration:none}
h2{break-before:page}h2,h3,h4,figcaption{break-after:avoid}tr,figure{break-inside:avoid}
thead{display:table-header-group}details{display:none}.table{overflow:visible}}
`;
