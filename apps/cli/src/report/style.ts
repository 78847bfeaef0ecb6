/** The report's looks: the product's squared paper, blue-black ink and yellow marker, in light and dark. */
export const STYLE = `
:root{color-scheme:light dark;
--paper:light-dark(#f1f4f8,#0d1322);--surface:light-dark(#fff,#151d30);--line:light-dark(#dde6f0,#1a2440);
--ink:light-dark(#14203a,#e9eef8);--soft:light-dark(#45536f,#aebad2);--rule:light-dark(#cad4e1,#2b3957);
--marker:#ffd84d;--blue:light-dark(#2345c4,#a3b8ff);--band:light-dark(#2345c41f,#a3b8ff2e);
--red:light-dark(#c2233b,#ff7d8c);--good:light-dark(#d8f2e3,#12392b);--good-ink:light-dark(#0b5d3b,#83e3b4)}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:var(--paper) linear-gradient(var(--line) 1px,#0000 1px) 0 0/20px 20px;
background-image:linear-gradient(var(--line) 1px,#0000 1px),linear-gradient(90deg,var(--line) 1px,#0000 1px);
font:16px/1.5 'Atkinson Hyperlegible Next','Atkinson Hyperlegible',Verdana,system-ui,sans-serif;-webkit-text-size-adjust:100%}
main{max-width:1080px;margin:0 auto;padding:clamp(16px,4vw,48px) clamp(12px,3vw,32px) 64px;display:grid;gap:20px;grid-template-columns:repeat(2,minmax(0,1fr))}
header,.whole{grid-column:1/-1}
h1{font-size:clamp(1.1rem,3vw,1.35rem);margin:0;font-weight:700}
h2{font-size:1.1rem;margin:0 0 2px}
p b{color:var(--ink)}p{margin:0 0 14px;color:var(--soft);max-width:72ch}
section{background:var(--surface);border:1px solid var(--rule);border-radius:10px;padding:clamp(14px,2.5vw,24px);min-width:0}
.hero{display:flex;flex-wrap:wrap;gap:8px 40px;align-items:end;margin:10px 0 6px}
.big{font-size:clamp(3.2rem,13vw,6.5rem);line-height:1;font-weight:750;letter-spacing:-.04em;font-variant-numeric:tabular-nums;
background:linear-gradient(var(--marker),var(--marker)) 0 88%/100% 30% no-repeat;padding:0 .08em;margin-left:-.08em}
@media(prefers-color-scheme:dark){.big{background-image:linear-gradient(#ffd84d59,#ffd84d59)}}
.big small{font-size:.42em;font-weight:600;letter-spacing:0;margin-left:.12em}
.hero p{margin:0 0 6px;font-size:1.05rem;color:var(--ink)}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:12px 24px;margin:18px 0 0;padding-top:16px;border-top:1px solid var(--rule)}
dt{color:var(--soft);font-size:.85rem}dd{margin:0;font-size:1.25rem;font-weight:650;font-variant-numeric:tabular-nums}
.meta{font-size:.9rem;margin:0;max-width:none;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
.figures th,.figures td{padding:5px 8px;text-align:right;border-bottom:1px solid var(--rule);position:relative;font-size:clamp(.76rem,3.2vw,.95rem);white-space:nowrap}
.figures thead th{color:var(--soft);font-weight:400;font-size:.8rem}
.figures th:first-child,.figures td:first-child{text-align:left;padding-left:0}.figures tr>:last-child{padding-right:0}
.figures tbody tr:last-child>*{border-bottom:0}
.figures .refused{color:var(--soft);text-align:left;white-space:normal}
.bar{position:absolute;right:0;bottom:-1px;height:3px;background:var(--red);border-radius:2px}
.kinds .wide{width:45%}.track{display:block;height:8px;border-radius:4px;background:var(--rule);overflow:hidden}.track i{display:block;height:100%;background:var(--blue)}
.confusion{table-layout:fixed}
.confusion td,.confusion th{padding:0;height:clamp(28px,7.6vw,36px);text-align:center;font-size:clamp(.6rem,2.6vw,.85rem);border:1px solid var(--rule);font-weight:400}
.confusion th{border:0;color:var(--ink);font-weight:700}.confusion thead td{border:0}
.confusion .none{color:light-dark(#b9c4d4,#3d4c6e)}.confusion .right{background:var(--good);color:var(--good-ink)}
.confusion .wrong{background:color-mix(in oklab,light-dark(#f39aa6,#a02a3d) var(--heat),var(--surface));font-weight:700}
svg{display:block;width:100%;height:auto}
.plot text{font-size:12px;fill:var(--soft)}.plot .title{fill:var(--ink);font-size:13px}
.grid{stroke:var(--rule);fill:none}.ideal{stroke:var(--soft);stroke-dasharray:4 4;fill:none}
.whisker{stroke:var(--blue);stroke-width:2;opacity:.55}.dot{fill:var(--blue)}
.band{fill:var(--band)}.curve{fill:none;stroke:var(--blue);stroke-width:2.5;stroke-linejoin:round}
.target{stroke:var(--red);stroke-width:1.5;stroke-dasharray:6 4;fill:none}.choice{fill:var(--marker);stroke:#14203a;stroke-width:2}
ol{list-style:none;margin:0;padding:0;display:grid;gap:14px;grid-template-columns:repeat(auto-fill,minmax(92px,1fr))}
figure{margin:0}figure img,.lost{width:100%;aspect-ratio:1;object-fit:contain;border-radius:6px;border:1px solid var(--rule);background:#000;display:block;image-rendering:auto}
.lost{display:grid;place-items:center;color:#fff;font-size:.75rem}
figcaption{display:flex;justify-content:space-between;align-items:baseline;gap:4px;padding-top:3px;font-size:.8rem;color:var(--soft);font-variant-numeric:tabular-nums;flex-wrap:wrap}
figcaption b{font-size:1.05rem;color:var(--ink)}figcaption b s{color:var(--red);text-decoration:none}
footer{grid-column:1/-1;color:var(--soft);font-size:.85rem}
@media(max-width:760px){main{grid-template-columns:minmax(0,1fr)}.plot text{font-size:16px}.plot .title{font-size:17px}}
@media print{body{background:#fff}section{break-inside:avoid}}
`;
