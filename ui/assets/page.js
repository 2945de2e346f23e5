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
