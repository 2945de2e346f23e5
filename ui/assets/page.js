/* What the page does in the browser by itself: copying, scrolling, light and dark, and keeping Enter from sending
   a question while an input method is still composing it. Everything else is an event that Python answers. */
(() => {
  const STORED_LIGHT = 'dangjian.light';
  const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const motion = () => (calm() ? 'auto' : 'smooth');
  const narrow = () => window.matchMedia('(max-width: 860px)').matches;

  /* The area that scrolls around an element: the column of the wide page. */
  const scroller = (area) => area.closest('#dj-conversation, #dj-panel, #dj-document') || area;

  const setLight = (dark) => {
    document.body.classList.toggle('dark', dark);
    for (const each of document.querySelectorAll('[data-act="light"]')) {
      each.textContent = dark ? each.dataset.light : each.dataset.dark;
      each.setAttribute('aria-pressed', String(dark));
    }
  };
  const isDark = () => document.body.classList.contains('dark');

  const recallLight = () => {
    const stored = window.localStorage.getItem(STORED_LIGHT);
    setLight(stored ? stored === 'dark' : isDark());
  };

  const copyText = async (text) => {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch (refused) { /* the older way below needs no permission */ }
    }
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  };

  const tell = (pressed, sentence) => {
    const before = pressed.dataset.before || pressed.textContent;
    pressed.dataset.before = before;
    pressed.textContent = sentence;
    window.setTimeout(() => { pressed.textContent = before; }, 1800);
  };

  document.addEventListener('click', (event) => {
    const pressed = event.target.closest && event.target.closest('[data-act]');
    if (!pressed) return;
    if (pressed.dataset.act === 'copy') {
      copyText(pressed.dataset.text).then((done) => tell(pressed, done ? pressed.dataset.done : pressed.dataset.sorry));
    } else if (pressed.dataset.act === 'light') {
      const dark = !isDark();
      window.localStorage.setItem(STORED_LIGHT, dark ? 'dark' : 'light');
      setLight(dark);
    } else if (pressed.dataset.act === 'reading') {
      const answered = pressed.closest('#dj-study-side') && document.querySelector('#dj-study .dj-verdict');
      if (answered) { answered.scrollIntoView({behavior: motion(), block: 'center'}); return; }
      const last = document.querySelector('.dj-chip[aria-current="true"]') || document.querySelector('#dj-conversation');
      if (last) last.scrollIntoView({behavior: motion(), block: 'center'});
    } else if (pressed.dataset.act === 'cite') {
      for (const chip of document.querySelectorAll('.dj-chip')) {
        const same = chip.dataset.exchange === pressed.dataset.exchange && chip.dataset.n === pressed.dataset.n;
        if (same && !pressed.dataset.near) chip.setAttribute('aria-current', 'true');
        else chip.removeAttribute('aria-current');
      }
    } else if (pressed.dataset.act === 'section') {
      const root = pressed.closest('.dj-opened');
      const heading = root && root.querySelector(`.dj-text [data-section="${Number(pressed.dataset.section)}"]`);
      if (!heading) return;
      const fold = heading.closest('details');
      if (fold) fold.open = true;
      heading.scrollIntoView({behavior: motion(), block: 'start'});
    }
  });

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
  }, true);


  /* ---- study: choosing happens here, judging does not */

  /* What is chosen in the item on show, as the page sends it. */
  const given = (item) => {
    const pressedOnes = (selector, read) => [...item.querySelectorAll(`${selector}[aria-pressed="true"]`)].map(read);
    const ranked = [...item.querySelectorAll('[data-pick][data-rank]')].sort((a, b) => a.dataset.rank - b.dataset.rank);
    const write = item.querySelector('.dj-write');
    return JSON.stringify({
      choices: item.dataset.type === 'order' ? ranked.map((b) => b.dataset.pick) : pressedOnes('[data-pick]', (b) => b.dataset.pick),
      text: write ? write.value : (item.dataset.kept || ''),
      pairs: pressedOnes('[data-pair]', (b) => b.dataset.pair),
      points: pressedOnes('[data-point]', (b) => Number(b.dataset.point)),
    });
  };

  const set = (button, on) => button.setAttribute('aria-pressed', String(on));
  const isOn = (button) => button.getAttribute('aria-pressed') === 'true';

  const pick = (button) => {
    const item = button.closest('.dj-item');
    if (button.dataset.pair) {
      const [left, right] = button.dataset.pair.split('-');
      const on = !isOn(button);
      for (const other of item.querySelectorAll('[data-pair]')) {
        const [otherLeft, otherRight] = other.dataset.pair.split('-');
        if (on && (otherLeft === left || otherRight === right)) set(other, false);
      }
      set(button, on);
    } else if (button.dataset.point !== undefined || item.dataset.type === 'multiple') {
      set(button, !isOn(button));
    } else if (item.dataset.type === 'order') {
      const ranked = () => [...item.querySelectorAll('[data-rank]')].sort((a, b) => a.dataset.rank - b.dataset.rank);
      if (button.dataset.rank) { delete button.dataset.rank; set(button, false); }
      else { button.dataset.rank = String(ranked().length + 1); set(button, true); }
      ranked().forEach((each, at) => { each.dataset.rank = String(at + 1); });
    } else {
      for (const other of item.querySelectorAll('[data-pick]')) set(other, other === button);
    }
  };

  /* Before an event leaves for Python, what was chosen is written onto the button that sends it. */
  document.addEventListener('click', (event) => {
    const button = event.target.closest && event.target.closest('#dj-study button');
    if (!button) return;
    if (button.dataset.pick || button.dataset.pair || button.dataset.point !== undefined) {
      pick(button);
      if (event.detail > 0) button.blur();  // so that the space bar goes on instead of pressing it once more
      return;
    }
    const item = button.closest('.dj-item');
    if (['answer', 'reveal'].includes(button.dataset.act) && item) {
      if (button.dataset.sent) { event.stopImmediatePropagation(); return; }
      button.dataset.given = given(item);
      keptText = item.querySelector('textarea.dj-write')?.value || '';
      if (button.dataset.act === 'answer') {
        button.dataset.sent = '1';
        window.setTimeout(() => { delete button.dataset.sent; }, 4000);
      }
    }
    if (button.dataset.act === 'start') {
      for (const field of button.closest('.dj-mode').querySelectorAll('select')) button.dataset[field.name] = field.value;
    }
    if (button.dataset.sure && !button.dataset.armed) {  // handing an exam in takes two presses
      event.stopImmediatePropagation();
      const before = button.textContent;
      button.dataset.armed = '1';
      button.textContent = button.dataset.sure;
      window.setTimeout(() => { delete button.dataset.armed; button.textContent = before; }, 4000);
      return;
    }
    if (button.dataset.act === 'hint' && item) chosen = {at: item.dataset.at, given: JSON.parse(given(item))};
    if (button.dataset.act === 'source') evidenceWanted = true;
  }, true);
  let keptText = '';
  let chosen = null;
  let evidenceWanted = false;
  let clock = 0;
  let tabbed = false;
  document.addEventListener('pointerdown', () => { tabbed = false; }, true);
  document.addEventListener('keydown', (event) => { if (event.key === 'Tab') tabbed = true; }, true);

  const visible = (element) => element && element.offsetParent !== null;

  document.addEventListener('keydown', (event) => {
    const root = document.querySelector('#dj-study');
    if (!visible(root) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.keyCode === 229) return;
    const at = event.target;
    const typing = at.matches('input, textarea, select, [contenteditable]');
    const go = root.querySelector('.dj-item .dj-go');
    if (event.key === 'Enter' && at.matches('#dj-study input.dj-write')) {
      event.preventDefault();
      if (go) go.click();
      return;
    }
    if (typing || !root.querySelector('.dj-item')) return;
    if (event.key === ' ') {
      if (tabbed && at.closest('button, summary, a')) return;  // whoever came here by Tab presses what they came to
      event.preventDefault();
      if (go) go.click();
      return;
    }
    const letter = event.key.toUpperCase();
    const number = '12345678'.indexOf(event.key);
    const place = number >= 0 ? number : letter.length === 1 ? 'ABCDEFGH'.indexOf(letter) : -1;
    const options = root.querySelectorAll('.dj-item [data-pick], .dj-item [data-point]');
    if (place >= 0 && place < options.length) { event.preventDefault(); pick(options[place]); }
  });

  const tick = () => {
    const left = document.querySelector('#dj-study .dj-clock-left');
    if (!left) { window.clearInterval(clock); clock = 0; return; }
    const seconds = Math.max(0, Math.round((Number(left.dataset.until) - Date.now()) / 1000));
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    left.classList.toggle('dj-clock-short', seconds <= 60);
    if (seconds === 0 && !left.dataset.done) {
      left.dataset.done = '1';
      document.querySelector('#dj-study .dj-timeup').click();
    }
  };

  window.dangjian = {
    /* After the header was drawn: the page says its language, and the switch names the light one can go to. */
    showHeader(area) {
      document.documentElement.lang = area.querySelector('.dj-header').dataset.language;
      setLight(isDark());
    },
    recallLight,
    /* On a narrow page, what was opened below the list comes into view. */
    showOpened(area) {
      if (narrow() && area.querySelector('.dj-opened')) area.scrollIntoView({behavior: motion(), block: 'start'});
    },
    /* After a new answer: the question last asked stands at the top of the conversation. */
    showLast(area) {
      const turns = area.querySelectorAll('.dj-exchange');
      const last = turns[turns.length - 1];
      const now = `${turns.length}${last && last.querySelector('.dj-pending') ? ' pending' : ''}`;
      const before = area.dataset.drawn;
      area.dataset.drawn = now;
      if (!last || now === before) return;
      const box = scroller(area);
      window.requestAnimationFrame(() => {
        if (narrow()) last.scrollIntoView({behavior: motion(), block: 'start'});
        else box.scrollTop += last.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
      });
    },
    /* After an item was drawn: its clock runs, what was written in a short answer stays, and it stands at the top. */
    showItem(area) {
      const left = area.querySelector('.dj-clock-left');
      if (left) {
        left.dataset.until = String(Date.now() + Number(left.dataset.left) * 1000);
        if (!clock) clock = window.setInterval(tick, 500);
        tick();
      }
      const item = area.querySelector('.dj-item');
      if (item && item.dataset.type === 'short') item.dataset.kept = keptText;
      if (item && chosen && chosen.at === item.dataset.at && !item.classList.contains('dj-judged')) {
        for (const one of [...chosen.given.choices, ...chosen.given.pairs]) {
          const button = item.querySelector(`[data-pick="${one}"], [data-pair="${one}"]`);
          if (button) pick(button);
        }
        const written = item.querySelector('.dj-write');
        if (written) written.value = chosen.given.text;
        chosen = null;
      }
      const shown = item ? `${item.dataset.at}${item.classList.contains('dj-judged')}` : area.querySelector('.dj-summary') ? 'end' : '';
      if (area.dataset.shown === shown) return;
      area.dataset.shown = shown;
      if (!visible(area)) return;
      const write = area.querySelector('.dj-item input.dj-write');
      if (write && !narrow()) write.focus({preventScroll: true});
      if (narrow() && shown) (area.closest('#dj-study') || area).scrollIntoView({behavior: 'auto', block: 'start'});
      else area.scrollTop = 0;
    },
    /* The evidence stands in the middle of the panel; a narrow page goes there only when asked to. */
    showEvidence(area) {
      const asked = evidenceWanted;
      evidenceWanted = false;
      if (narrow() && !asked) return;
      const mark = area.querySelector('#dj-cited');
      const box = area.querySelector('.dj-text');
      if (!mark || !box) return;
      window.requestAnimationFrame(() => {
        if (narrow()) mark.scrollIntoView({behavior: 'auto', block: 'center'});
        else box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
      });
    },
    /* After a source was opened: the cited words stand in the middle of the panel. */
    showCited(area) {
      const mark = area.querySelector('#dj-cited');
      const box = area.querySelector('.dj-text') || scroller(area);
      window.requestAnimationFrame(() => {
        if (!mark) { box.scrollTop = 0; return; }
        if (narrow()) mark.scrollIntoView({behavior: 'auto', block: 'center'});
        else {
          const offset = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
          box.scrollTop += offset - box.clientHeight / 3;
        }
        mark.focus({preventScroll: true});
      });
    },
  };

})();
