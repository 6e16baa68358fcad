/** Pages inside WeChat say what their own menu shares; nothing else can be asked of it there. */

/** What the JS-SDK offers of which we use something. */
export interface Wx {
  config(signed: Record<string, unknown>): void;
  ready(then: () => void): void;
  error(then: () => void): void;
  updateAppMessageShareData(data: ShareData): void;
  updateTimelineShareData(data: ShareData): void;
}

interface ShareData extends Shared {
  success?: () => void;
  fail?: () => void;
}

/** What a friend sees of the page. */
export interface Shared {
  title: string;
  desc: string;
  link: string;
  imgUrl: string;
}

/** Tell WeChat what its menu shares, to a friend and to all; false where it takes none of it. */
export function register(wx: Wx, signed: Record<string, unknown>, shared: Shared): Promise<boolean> {
  return new Promise((resolve) => {
    wx.error(() => resolve(false)); // a signature that is not of this page, or an application without the right
    wx.ready(() => {
      wx.updateTimelineShareData({ ...shared, fail: () => undefined }); // whoever may only write to friends shares all the same
      wx.updateAppMessageShareData({ ...shared, success: () => resolve(true), fail: () => resolve(false) });
    });
    wx.config(signed);
  });
}

/** Fetch the SDK and the page's signature; false where there is neither, and the browser shares by itself. */
export async function meet(place: HTMLElement): Promise<boolean> {
  const { sdk = "", sign = "", title = "", desc = "", address = "", image = "" } = place.dataset;
  const page = location.href.split("#")[0] ?? "";
  try {
    const answer = await fetch(`${sign}?page=${encodeURIComponent(page)}`);
    if (answer.status !== 200) return false;
    await load(sdk);
    const { wx } = globalThis as unknown as { wx?: Wx };
    return wx ? await register(wx, (await answer.json()) as Record<string, unknown>, { title, desc, link: address, imgUrl: image }) : false;
  } catch {
    return false; // a line that is cut
  }
}

function load(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(address));
    document.head.append(script);
  });
}
