/* Dragging, by mouse and by touch alike: what browsers bring for it, no finger moves. */

const EDGE = 40;

/**
 * Let an element be dragged, by touch at its grip, and tell onto what it was dropped.
 * @param {HTMLElement} element @param {HTMLElement} grip @param {(target: Element) => void} drop
 */
function readyDragging(element, grip, drop) {
  element.addEventListener("pointerdown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const isHeld = event.pointerType === "mouse" ? event.button === 0 : grip.contains(target);
    if (!isHeld || target.closest("button") || element.closest(".closed")) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    element.classList.add("dragged");
    /** @param {PointerEvent} to */
    const follow = (to) => {
      element.style.translate = `${to.pageX - event.pageX}px ${to.pageY - event.pageY}px`;
      if (to.clientY < EDGE) window.scrollBy(0, -EDGE / 2);
      if (to.clientY > window.innerHeight - EDGE) window.scrollBy(0, EDGE / 2);
    };
    /** @param {PointerEvent} at */
    const end = (at) => {
      element.removeEventListener("pointermove", follow);
      element.removeEventListener("pointerup", end);
      element.removeEventListener("pointercancel", end);
      element.classList.remove("dragged");
      element.style.translate = "";
      const under = document.elementFromPoint(at.clientX, at.clientY);
      if (at.type === "pointerup" && under) drop(under);
    };
    element.addEventListener("pointermove", follow);
    element.addEventListener("pointerup", end);
    element.addEventListener("pointercancel", end);
  });
}
