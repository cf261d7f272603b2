// @ts-check
/** Shows the buttons that print a page: without scripts they could do nothing. */

for (const button of document.querySelectorAll("[data-print]")) {
  button.removeAttribute("hidden");
  button.addEventListener("click", () => print());
}
