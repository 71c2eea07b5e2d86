# The LTS line of Node; any from 20.19 on works.
ARG NODE=26

# Build: types, decorators and all, with the development dependencies.
FROM node:${NODE}-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY tsconfig.json tsconfig.build.json ./
COPY migrations migrations
COPY src src
RUN npm run build

# What the service needs while it runs, and nothing else.
FROM node:${NODE}-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:${NODE}-slim
WORKDIR /app
# A container's loopback cannot be reached from outside: SDK_APP_ID must be set, or the service refuses to start.
ENV NODE_ENV=production HOST=0.0.0.0 CONSOLE_HOST=0.0.0.0 DATA_DIR=/data
# Counters lie in one large piece of memory, all over which every callback looks: on large pages the processor finds them faster.
ENV GLIBC_TUNABLES=glibc.malloc.hugetlb=1
# The documented commands run in the image as well: docker compose exec friendgate npm run friendgate -- rules check
ENV NPM_CONFIG_CACHE=/tmp/npm NPM_CONFIG_UPDATE_NOTIFIER=false NPM_CONFIG_LOGS_MAX=0
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE THIRD_PARTY_NOTICES.md ./
COPY scripts scripts
COPY rules rules
USER node
# The journal is what stands between an answer and the database: never run without a volume here.
VOLUME /data
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8080}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the process, so that it gets the signals: npm would pass them on twice.
CMD ["node", "dist/src/main.js"]
