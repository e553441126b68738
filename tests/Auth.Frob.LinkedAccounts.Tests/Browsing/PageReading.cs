namespace Auth.Frob.LinkedAccounts.Tests.Browsing;

/// <summary>Reads a page as somebody does who can't see it, has no mouse, or a narrow screen.</summary>
internal static class PageReading
{
    // Each line is a rule; what breaks it is listed.
    private const string Rules = """
        () => {
          const found = [], all = s => [...document.querySelectorAll(s)], say = (rule, e) => found.push(rule + ': ' + (e?.outerHTML ?? '').slice(0, 120));
          const named = e => (e.innerText || e.getAttribute('aria-label') || e.title || '').trim();
          if (all('h1').length !== 1) say('one h1');
          if (!document.documentElement.lang) say('a language');
          if (!document.title.trim()) say('a title');
          if (all('main').length !== 1) say('one main');
          all('input:not([type=hidden]),select,textarea').filter(e => !e.labels?.length && !e.getAttribute('aria-label')).forEach(e => say('a label', e));
          all('img:not([alt])').forEach(e => say('alt', e));
          all('svg:not([aria-hidden])').filter(e => !e.getAttribute('aria-label')).forEach(e => say('a named picture', e));
          all('a[href],button,summary').filter(e => !named(e)).forEach(e => say('a name', e));
          all('table').filter(e => !e.caption || !e.querySelector('th[scope]')).forEach(e => say('caption and headers', e));
          all('form').filter(e => e.method !== 'post' || !e.querySelector('[name=__RequestVerificationToken]')).forEach(e => say('antiforgery', e));
          all('script,[style],style,[onclick],[onload]').forEach(e => say('nothing inline', e));
          const ids = all('[id]').map(e => e.id);
          ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => found.push('an id once: ' + id));
          const levels = all('h1,h2,h3,h4').map(e => +e.tagName[1]);
          levels.forEach((level, i) => { if (level > (levels[i - 1] ?? 0) + 1) say('no level left out'); });
          if (document.documentElement.scrollWidth > innerWidth) found.push('no sideways scrolling: ' + document.documentElement.scrollWidth);
          const rgb = text => { const n = (text.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number); return n.length < 4 ? [...n, 1] : n; };
          const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] > 0.99) return c; } return [255, 255, 255, 1]; };
          const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
          const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (words.nextNode()) {
            const e = words.currentNode.parentElement;
            if (!words.currentNode.data.trim() || !e.getClientRects().length) continue;
            const style = getComputedStyle(e), pair = [light(rgb(style.color)), light(behind(e))].sort((a, b) => b - a);
            const contrast = (pair[0] + .05) / (pair[1] + .05), large = parseFloat(style.fontSize) >= 24;
            if (contrast < (large ? 3 : 4.5)) say('contrast ' + contrast.toFixed(2), e);
          }
          all('button,.button').filter(e => e.getBoundingClientRect().height < 40).forEach(e => say('room for a finger', e));
          return found;
        }
        """;

    private const string Reached = """
        () => {
          const e = document.activeElement, style = getComputedStyle(e);
          if (e === document.body) return null;
          const visible = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
          const place = [...document.querySelectorAll('a[href],button,summary,input:not([type=hidden])')].indexOf(e);
          return visible ? String(place) : 'unseen focus: ' + e.outerHTML.slice(0, 120);
        }
        """;

    public static async Task ExpectReadableAsync(IPage page, string name) =>
        (await page.EvaluateAsync<string[]>(Rules)).Should().BeEmpty($"the page '{name}' is to be used by everybody");

    /// <summary>Every link and button is reached by the tabulator, in the order of the page, and shows that it is.</summary>
    public static async Task ExpectReachableAsync(IPage page, string name)
    {
        var count = await page.EvaluateAsync<int>("() => document.querySelectorAll('a[href],button,summary,input:not([type=hidden])').length");
        var reached = new List<string?>();
        for (var i = 0; i < count; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string?>(Reached));
        }
        reached.Should().Equal(Enumerable.Range(0, count).Select(static i => $"{i}"), $"the page '{name}' is to be used without a mouse");
    }
}
