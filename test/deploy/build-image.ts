import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import dockerIgnore from "@balena/dockerignore";
import {
  type Copy,
  type Dockerfile,
  DockerfileParser,
  type Env,
  type From,
  type Healthcheck,
  type Instruction,
  JSONInstruction,
} from "dockerfile-ast";
import { inRepository } from "../stack/repository.ts";

/** What the steps of a Dockerfile have made: a folder in place of the image's file system, and how it is run. */
export type Image = {
  /** The folder that stands for `/`. */
  root: string;
  workdir: string;
  env: Record<string, string>;
  /** `uid:gid`, or undefined for root. */
  user: string | undefined;
  command: string[];
  healthcheck: string[];
};

/** The files of the repository that the `.dockerignore` beside the Dockerfile lets into the build. */
export function buildContext(ignoreFile: string): string[] {
  const ignore = dockerIgnore.default().add(readFileSync(ignoreFile, "utf8"));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: inRepository(""),
    encoding: "utf8",
  });
  return listed.split("\0").filter((path) => path !== "" && !ignore.ignores(path));
}

/**
 * Performs the steps that lead to a stage, in folders of `into`, without Docker: the base image is this machine with
 * its Node. Absolute paths in WORKDIR and COPY are inside the stage's folder; RUN may name relative paths only.
 */
export function buildImage(
  file: string,
  options: { context: readonly string[]; into: string; args: Record<string, string>; target?: string },
): Image {
  const dockerfile = DockerfileParser.parse(readFileSync(file, "utf8"));
  const stages = stagesOf(dockerfile);
  const built = new Map<string, Image>();
  const build = (name: string): Image => {
    const known = built.get(name);
    if (known) return known;
    const steps = stages.get(name) ?? [];
    const [from, ...rest] = steps as [From, ...Instruction[]];
    const base = from.getImage() ?? "";
    const image = stages.has(base) ? { ...build(base) } : emptyImage(join(options.into, name));
    const args = { ...options.args };
    for (const step of rest) perform(step, image, args, options.context, build);
    built.set(name, image);
    return image;
  };
  return build(options.target ?? [...stages.keys()].at(-1) ?? "");
}

/** By name; a stage without one by its number. */
function stagesOf(dockerfile: Dockerfile): Map<string, Instruction[]> {
  const stages = new Map<string, Instruction[]>();
  let current: Instruction[] = [];
  for (const step of dockerfile.getInstructions()) {
    if (step.getKeyword() === "FROM") {
      current = [];
      stages.set((step as From).getBuildStage() ?? `${stages.size}`, current);
    }
    current.push(step);
  }
  return stages;
}

/** The base image has Node, where every user can reach it. */
function emptyImage(root: string): Image {
  mkdirSync(join(root, "usr/local/bin"), { recursive: true, mode: 0o755 });
  cpSync(process.execPath, join(root, "usr/local/bin/node"));
  return { root, workdir: "/", env: {}, user: undefined, command: [], healthcheck: [] };
}

function perform(
  step: Instruction,
  image: Image,
  args: Record<string, string>,
  context: readonly string[],
  build: (stage: string) => Image,
): void {
  const words = step.getArguments().map((argument) => argument.getValue());
  switch (step.getKeyword()) {
    case "WORKDIR":
      image.workdir = join(image.workdir, words[0] ?? "");
      mkdirSync(join(image.root, image.workdir), { recursive: true });
      break;
    case "ARG": {
      const [name = "", fallback] = words[0]?.split("=") ?? [];
      args[name] ??= fallback ?? "";
      break;
    }
    case "ENV":
      for (const property of (step as Env).getProperties())
        image.env[property.getName()] = property.getValue() ?? "";
      break;
    case "USER":
      image.user = words[0];
      break;
    case "COPY":
      copy(step as Copy, words, image, context, build);
      break;
    case "RUN":
      runInImage(image, ["sh", "-c", step.getArgumentsContent() ?? ""], args);
      break;
    case "CMD":
      image.command = stringsOf(step);
      break;
    case "HEALTHCHECK": {
      const text = (step as Healthcheck).getArgumentsContent() ?? "";
      image.healthcheck = text.includes("[") ? JSON.parse(text.slice(text.indexOf("["))) : [];
      break;
    }
    case "EXPOSE":
      break;
    default:
      throw new Error(`The test performs no ${step.getKeyword()}.`);
  }
}

function copy(
  step: Copy,
  words: readonly string[],
  image: Image,
  context: readonly string[],
  build: (stage: string) => Image,
): void {
  const sources = words.slice(0, -1);
  const to = words.at(-1) ?? "";
  const target = to.startsWith("/") ? join(image.root, to) : join(image.root, image.workdir, to);
  const stage = step.getFromFlag()?.getValue();
  for (const source of sources) {
    if (stage) cpSync(join(build(stage).root, source), target, { recursive: true, verbatimSymlinks: true });
    else copyFromContext(source, target, to.endsWith("/") || sources.length > 1, context);
  }
}

function copyFromContext(source: string, target: string, intoFolder: boolean, context: readonly string[]) {
  const isFolder = statSync(inRepository(source)).isDirectory();
  const prefix = source === "." ? "" : `${source}/`;
  const files = isFolder
    ? context.filter((path) => path.startsWith(prefix))
    : context.filter((path) => path === source);
  if (files.length === 0) throw new Error(`COPY ${source}: the build context has no such file.`);
  for (const path of files) {
    const name = isFolder ? path.slice(prefix.length) : intoFolder ? (path.split("/").at(-1) ?? "") : "";
    mkdirSync(dirname(join(target, name)), { recursive: true });
    cpSync(inRepository(path), join(target, name));
  }
}

const stringsOf = (step: Instruction) =>
  step instanceof JSONInstruction ? step.getJSONStrings().map((one) => one.getJSONValue()) : [];

/** Runs a command as the image would, with its user where this process may become another. */
export function runInImage(image: Image, command: readonly string[], env: Record<string, string> = {}): void {
  const [program = "", ...args] = asUserOf(image, command);
  execFileSync(program, args, {
    cwd: join(image.root, image.workdir),
    env: environmentOf(image, env),
    stdio: "pipe",
  });
}

/** The command, with what makes the process the image's user. */
export function asUserOf({ user }: Image, command: readonly string[]): readonly string[] {
  if (user === undefined || process.getuid?.() !== 0) return command;
  const [uid, gid] = user.split(":");
  return ["setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", ...command];
}

/** Global npm packages are the image's own; registry and caches of npm and pnpm are this machine's. */
export function environmentOf(image: Image, env: Record<string, string>): Record<string, string> {
  const prefix = join(image.root, "usr/local");
  const ofMachine = Object.entries(process.env).filter(([name]) =>
    /^(HOME$|npm_config_|https?_proxy$|no_proxy$|NODE_EXTRA_CA)/i.test(name),
  );
  return {
    ...Object.fromEntries(ofMachine.map(([name, value]) => [name, value ?? ""])),
    NPM_CONFIG_PREFIX: prefix,
    PATH: `${join(prefix, "bin")}:${process.env.PATH}`,
    ...image.env,
    ...env,
  };
}
