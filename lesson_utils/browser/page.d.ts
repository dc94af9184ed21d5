// For the type checker only. A page is written as markup and found again by selectors: what they find, it cannot know.

interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}

interface EventTarget {
  closest(selectors: string): any;
}

interface Element {
  closest(selectors: string): any;
}
