/** Names that engines, inspectors and test runners ask of any object, to learn what it is. */
const askedOfAnything = new Set(['then', 'toJSON', 'nodeType', 'tagName', 'asymmetricMatch', '__esModule', 'domain', 'inspect', 'default']);

function throwing(name: string, above: object): object {
  return new Proxy(above, {
    get(target, key, receiver): unknown {
      if (typeof key === 'symbol' || key in target || askedOfAnything.has(key)) return Reflect.get(target, key, receiver);
      throw new Error(`stand-in: ${name}.${key} is not implemented`);
    },
  });
}

/** An object that answers only for what it implements: reading any other property throws and names it. Properties stay writable. */
export function strict<T extends object>(name: string, object: T): T {
  Object.setPrototypeOf(object, throwing(name, Object.getPrototypeOf(object) as object));
  return object;
}

/** The same for a class: for its instances through the prototype chain (private fields go on working) and for its static side. */
export function strictClass(name: string, constructor: { readonly prototype: object }): void {
  strict(name, constructor.prototype);
  strict(name, constructor);
}
