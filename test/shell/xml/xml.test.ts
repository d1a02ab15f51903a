/** XML from scripts: dotted access, XPath, changes, texts. Language specification 9. */
import test from 'ava';
import {parseXml} from '../../../shell/xml/parse-xml.ts';
import {writeIndented} from '../../../shell/xml/write-xml.ts';
import {XmlDocument} from '../../../shell/xml/xml-document.ts';
import {evaluateXPath} from '../../../shell/xml/xpath.ts';
import {openConsole} from '../runspace/console.ts';

function parsed(text: string, preserveWhitespace = false): XmlDocument {
  const document = new XmlDocument();
  parseXml(text, document, {preserveWhitespace});
  return document;
}

const ROUND: readonly (readonly [text: string, written: string])[] = [
  ['<a/>', '<a />'],
  ['<a></a>', '<a></a>'],
  ["<a b='x\"y'/>", '<a b="x&quot;y" />'],
  ['<a>&lt;&#65;&#x42;&amp;&apos;</a>', "<a>&lt;AB&amp;'</a>"],
  [
    '<?xml version="1.0"?><!--c--><a><?p d?><![CDATA[<&]]></a>',
    '<?xml version="1.0"?><!--c--><a><?p d?><![CDATA[<&]]></a>',
  ],
  [
    '<!DOCTYPE a [<!ENTITY e "x<b/>y">]><a>&e;</a>',
    '<!DOCTYPE a [<!ENTITY e "x<b/>y">]><a>x&lt;b/&gt;y</a>',
  ],
  ['<a xmlns="u" xmlns:p="v"><p:b p:c="1"/></a>', '<a xmlns="u" xmlns:p="v"><p:b p:c="1" /></a>'],
  ['<a>\n  <b/>\n</a>', '<a><b /></a>'],
];

test('texts are read and written', t => {
  for (const [text, written] of ROUND) t.is(parsed(text).outerXml, written, text);
  t.is(parsed('<a>\n <b/></a>', true).outerXml, '<a>\n <b /></a>');
  t.is(
    writeIndented(parsed('<a><b><c/></b><d>t<e/></d></a>')),
    '<a>\n  <b>\n    <c />\n  </b>\n  <d>t<e /></d>\n</a>',
  );
});

const BROKEN: readonly (readonly [text: string, message: string])[] = [
  ['', 'Root element is missing.'],
  ['x', 'Data at the root level is invalid. Line 1, position 1.'],
  [
    '<a>',
    'Unexpected end of file has occurred. The following elements are not closed: a. Line 1, position 4.',
  ],
  [
    '<a>\n<b></a>',
    "The 'b' start tag on line 2 position 2 does not match the end tag of 'a'. Line 2, position 6.",
  ],
  ['<a/><b/>', 'There are multiple root elements. Line 1, position 6.'],
  ['<a b="1" b="2"/>', "'b' is a duplicate attribute name. Line 1, position 11."],
  ['<p:a/>', "'p' is an undeclared prefix. Line 1, position 5."],
  ['<a>&nix;</a>', "Reference to undeclared entity 'nix'. Line 1, position 4."],
  ['<1/>', "Name cannot begin with the '1' character, hexadecimal value 0x31. Line 1, position 2."],
];

test('what is not well-formed is refused with its place', t => {
  for (const [text, message] of BROKEN) t.is(t.throws(() => parsed(text))?.message, message, text);
});

const SHOP = parsed(
  '<shop xml:lang="en"><item id="1" n="x">apple</item><item id="2">pear</item><box><item id="3">fig</item></box><!--end--></shop>',
);

const PATHS: readonly (readonly [path: string, found: string | number | boolean | string[]])[] = [
  ['//item', ['apple', 'pear', 'fig']],
  ['/shop/item[2]', ['pear']],
  ['/shop/item[last()]', ['pear']],
  ['//item[@id > 1]/@id', ['2', '3']],
  ['//item[@n]', ['apple']],
  ['//box/item/../preceding-sibling::item[1]', ['pear']],
  ['//item[. = "fig"]/ancestor::*[1]/@x | //item[1]', ['apple', 'fig']],
  ['(//item)[1]', ['apple']],
  ['//item[position() mod 2 = 1 and not(@n)]', ['fig']],
  ['//box/following::comment()', ['end']],
  ['//*[local-name() = "item"][starts-with(., "p") or contains(., "ig")]', ['pear', 'fig']],
  ['count(//item) * 2 - 1', 5],
  ['sum(//@id) div 2', 3],
  ['-(2 + 3)', -5],
  ['string(//item[2])', 'pear'],
  ['concat(substring("12345", 2, 3), translate("abc", "ab", "A"))', '234Ac'],
  ['substring-after("a=b", "=")', 'b'],
  ['normalize-space("  a  b ")', 'a b'],
  ['boolean(//none) = false()', true],
  ['//item = "pear"', true],
  ['//item[lang("en")][1] != "apple"', true],
  ['round(2.5) = 3 and floor(-1.5) = -2 and ceiling(1.2) = 2', true],
];

test('XPath 1.0', t => {
  for (const [path, found] of PATHS) {
    const value = evaluateXPath(SHOP, path, () => undefined);
    t.deepEqual(Array.isArray(value) ? value.map(node => node.innerText) : value, found, path);
  }
  for (const bad of ['//item[', 'item[]', 'foo(1)', '$x', 'a b', '//x:y', 'nix::a'])
    t.throws(() => evaluateXPath(SHOP, bad, () => undefined), undefined, bad);
});

const SCRIPTS: readonly (readonly [script: string, ...shown: string[]])[] = [
  [
    '$x.root.a; $x.root.b.Count; $x.root.b[0]; $x.root.b[1].id; "$($x.root)"',
    '1',
    '2',
    'two',
    '3',
    'root',
  ],
  [
    '$x.root.e = 5; $x.root.a = $null; $x.root.e; $x.root.OuterXml.Substring(0, 10)',
    '5',
    '<root a=""',
  ],
  ['$x.SelectSingleNode("//b[@id=3]").InnerText; @($x.SelectNodes("//b")).Count', 'x', '2'],
  [
    '$n = $x.CreateElement("n"); $n.SetAttribute("k", "v"); [void]$x.root.AppendChild($n); $x.root.n.k',
    'v',
  ],
  ['[void]$x.root.RemoveChild($x.root.SelectSingleNode("e")); $null -eq $x.root.e', 'True'],
  ['($x.root | Get-Member -MemberType Property).Name -join ","', 'a,b,e'],
  ['try { [xml]"<a>" } catch { $_.FullyQualifiedErrorId }', 'InvalidCastParseTargetInvocation'],
  ['([xml]("<a>", "<b>1</b>", "</a>")).a.b', '1'],
  [
    '$r = ([xml]"<r xmlns=""u""><i>1</i></r>"); $m = [System.Xml.XmlNamespaceManager]::new($r.NameTable); $m.AddNamespace("q", "u"); $r.SelectSingleNode("//q:i", $m).InnerText; $r.r.pstypenames[0]',
    '1',
    'System.Xml.XmlElement#u#r',
  ],
  [
    'class D : System.Xml.XmlDocument { $Kept; [void] LoadXml([string]$t) { $this.Kept = $t; ([System.Xml.XmlDocument]$this).LoadXml($t) } }; $d = [D]::new(); $d.LoadXml("<t>bar</t>"); $d.Kept; $d.t',
    '<t>bar</t>',
    'bar',
  ],
];

test('documents in scripts', t => {
  for (const [script, ...shown] of SCRIPTS)
    t.deepEqual(
      openConsole().lines(
        `[xml]$x = '<root a="1"><b>two</b><b id="3">x<c/></b><e/></root>'; ${script}`,
      ),
      shown,
      script,
    );
});
