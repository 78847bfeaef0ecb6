import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import type { ModulesContainer } from '@nestjs/core';
import { ruleOf } from './access';
import type { RuleName } from './access-rules';

export interface Route {
  readonly method: string;
  /** From the root, with `:name` for what varies. */
  readonly path: string;
  /** Who may call it; undefined when it does not say so. */
  readonly rule: RuleName | undefined;
}

/** Every route that the modules' controllers serve. */
export function routesOf(modules: ModulesContainer): Route[] {
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOfController(metatype) : []));
}

/** The routes of one controller's class. */
export function routesOfController(controller: object): Route[] {
  const prototype = (controller as { readonly prototype: object }).prototype;
  return Object.values(Object.getOwnPropertyDescriptors(prototype)).flatMap(({ value }: PropertyDescriptor) => {
    const handler: unknown = value;
    if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? 'ALL';
    return pathsOf(controller).flatMap((base) =>
      pathsOf(handler).map((path) => ({ method, path: join(base, path), rule: ruleOf(handler) })),
    );
  });
}

function pathsOf(decorated: object): string[] {
  return [(Reflect.getMetadata(PATH_METADATA, decorated) as string | string[] | undefined) ?? ''].flat();
}

function join(base: string, path: string): string {
  return `/${[...base.split('/'), ...path.split('/')].filter((part) => part !== '').join('/')}`;
}
