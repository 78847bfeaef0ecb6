# One file, one image per target: gateway, inference-worker, trainer, migrate.
ARG NODE_IMAGE=node:22-bookworm-slim

FROM ${NODE_IMAGE} AS base
WORKDIR /app
ENV NPM_CONFIG_UPDATE_NOTIFIER=false NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false

# Only what npm reads, so that a change of the sources does not install everything again.
FROM base AS manifests
COPY . /sources
RUN cd /sources && mkdir /manifests && cp --parents package.json package-lock.json .npmrc libs/*/package.json apps/*/package.json prisma/package.json /manifests

# No install script runs: every native library that we use comes as a package of its own.
FROM base AS build
COPY --from=manifests /manifests ./
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev --ignore-scripts
COPY . ./
RUN npm run build \
 && mkdir /built && cp -r --parents package.json libs/*/package.json libs/*/dist apps/*/package.json apps/*/dist apps/cli/bin prisma/package.json prisma/dist prisma/migrations models /built \
 && find /built \( -name '*.d.ts' -o -name '.tsbuildinfo' \) -delete

FROM base AS gateway-packages
COPY --from=manifests /manifests ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --workspace=@numera/app-gateway

FROM base AS inference-worker-packages
COPY --from=manifests /manifests ./
# ONNX Runtime brings the libraries of every system it runs on.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --workspace=@numera/app-inference-worker \
 && find node_modules/onnxruntime-node/bin -mindepth 2 -maxdepth 2 ! -name linux -exec rm -r {} +

FROM base AS trainer-packages
COPY --from=manifests /manifests ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --workspace=@numera/app-trainer \
 && find node_modules/onnxruntime-node/bin -mindepth 2 -maxdepth 2 ! -name linux -exec rm -r {} +

FROM base AS migrate-packages
COPY --from=manifests /manifests ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --workspace=@numera/prisma

FROM base AS runtime
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 NUMERA_OBJECTS=/objects MALLOC_ARENA_MAX=2
# A named volume takes over the owner of the folder it is first mounted on.
RUN mkdir /objects && chown node:node /objects
COPY --from=build /built/package.json ./
COPY --from=build /built/libs ./libs
COPY --from=build /built/models ./models
USER node

FROM runtime AS gateway
ENV MALLOC_MMAP_THRESHOLD_=1048576
COPY --from=gateway-packages /app/node_modules ./node_modules
COPY --from=gateway-packages /app/apps/gateway/node_modules ./apps/gateway/node_modules
COPY --from=build /built/prisma ./prisma
COPY --from=build /built/apps/web/dist ./apps/web/dist
COPY --from=build /built/apps/gateway ./apps/gateway
# `docker compose exec gateway numera admin …`: the commands that speak to a server need nothing that is not here.
COPY --from=build /built/apps/cli ./apps/cli
USER root
RUN ln -s /app/apps/cli/bin/numera.js /usr/local/bin/numera
USER node
EXPOSE 3000
CMD ["node", "apps/gateway/dist/main.js"]

FROM runtime AS inference-worker
ENV MALLOC_MMAP_THRESHOLD_=1048576
COPY --from=inference-worker-packages /app/node_modules ./node_modules
COPY --from=build /built/apps/inference-worker ./apps/inference-worker
CMD ["node", "apps/inference-worker/dist/main.js"]

FROM runtime AS trainer
COPY --from=trainer-packages /app/node_modules ./node_modules
COPY --from=build /built/apps/trainer ./apps/trainer
CMD ["node", "apps/trainer/dist/main.js"]

FROM runtime AS migrate
COPY --from=migrate-packages /app/node_modules ./node_modules
COPY --from=build /built/prisma ./prisma
CMD ["node", "prisma/dist/main.js"]
