/* What our content checks ask of the page; home/content_checks.py says where, and in which words. */
(() => {
  const bar = document.querySelector("wagtail-userbar");
  if (typeof bar?.registerCheck !== "function") return;

  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const count = (text) => (plain(text) ? plain(text).split(" ").length : 0);
  const bare = (text) => plain(text).toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const alternative = (node) => plain(node.getAttribute("alt") ?? "");

  /* Each returns whether all is well with a node. */
  const checks = {
    "lesdag-no-beginning": (node, { beginnings }) => {
      const words = alternative(node).toLowerCase();
      return !beginnings.some((beginning) => words.startsWith(`${beginning} `));
    },
    "lesdag-no-file-name": (node, { pattern }) => {
      const words = alternative(node);
      return words === "" || !new RegExp(pattern, "i").test(words);
    },
    "lesdag-has-words": (node) => alternative(node) !== "",
    "lesdag-no-vague-words": (node, { words }) => !words.includes(bare(node.innerText)),
    "lesdag-no-address": (node) => !/^(https?:\/\/|www\.)\S+$/i.test(plain(node.innerText)),
    "lesdag-first-title": (node) => node === document.querySelector("main h1"),
    "lesdag-few-words": (node, { most }) => count(node.innerText) <= most,
    "lesdag-short-sentences": (node, { most }) => {
      const sentences = new Intl.Segmenter(document.documentElement.lang, {
        granularity: "sentence",
      });
      return [...sentences.segment(plain(node.innerText))].every(
        ({ segment }) => count(segment) <= most,
      );
    },
  };

  for (const [name, check] of Object.entries(checks)) bar.registerCheck(name, check);
})();
