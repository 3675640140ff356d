import { useId, useRef, type RefObject, type ToggleEvent } from 'react';

const GAP = 6;
const EDGE = 8;

interface Popup {
  trigger: { popoverTarget: string };
  popup: {
    id: string;
    popover: 'auto';
    ref: RefObject<HTMLDivElement | null>;
    onBeforeToggle: (event: ToggleEvent<HTMLElement>) => void;
  };
}

/**
 * A button and the small box that it opens, by the browser's own popovers: above all else, closed by Esc and by a click
 * beside it. The box stands below its button, or above it in the lower half of the window, and scrolls with the page.
 *
 * @param width - Of the box, in px; less on a narrower window.
 */
export function usePopup(width: number): Popup {
  const id = useId();
  const ref = useRef<HTMLDivElement | null>(null);
  const place = ({ newState }: ToggleEvent<HTMLElement>) => {
    const box = ref.current;
    const button = document.querySelector(`[popovertarget="${CSS.escape(id)}"]`);
    if (!box || !button || newState !== 'open') return;
    const { left, right, top, bottom } = button.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const wide = Math.min(width, room - 2 * EDGE);
    // Where it would stick out to the right it ends with its button.
    const start = left + wide > room - EDGE ? right - wide : left;
    const below = bottom < window.innerHeight / 2;
    Object.assign(box.style, {
      width: `${String(wide)}px`,
      left: `${String(Math.max(EDGE, Math.min(start, room - EDGE - wide)) + window.scrollX)}px`,
      top: below ? `${String(bottom + window.scrollY + GAP)}px` : 'auto',
      bottom: below ? 'auto' : `${String(window.innerHeight - top - window.scrollY + GAP)}px`,
    });
  };
  return { trigger: { popoverTarget: id }, popup: { id, popover: 'auto', ref, onBeforeToggle: place } };
}
