# Attaché's server: not root, nothing of the image writable, everything that is kept under /data.
#
#   docker build -t attache .
#   docker run --rm -v attache:/data attache keys add desk --scope read --scope ask
#   docker run -d --read-only --tmpfs /tmp -v attache:/data -p 127.0.0.1:8400:8400 attache

FROM python:3.13-slim AS packages
# With requirements-cluster.lock the image can keep its store on a cluster; see deploy/compose.cluster.yaml.
ARG LOCK=requirements.lock
COPY ${LOCK} requirements.lock
RUN python -m venv /opt/packages \
    && /opt/packages/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin attache \
    && install -d -o attache -g attache -m 700 /data
COPY --from=packages /opt/packages /opt/packages
COPY LICENSE README.md /opt/attache/
COPY assistant /opt/attache/assistant
COPY tools /opt/attache/tools
COPY prompts /opt/attache/prompts
COPY corpus /opt/attache/corpus
RUN /opt/packages/bin/python -m compileall -q /opt/attache/assistant /opt/attache/tools
ENV PATH=/opt/packages/bin:$PATH PYTHONPATH=/opt/attache PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    XDG_DATA_HOME=/data ATTACHE_STORE=/data/store
USER attache
WORKDIR /data
VOLUME /data
EXPOSE 8400
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-P", "-c", \
    "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8400/healthz', timeout=4)"]
ENTRYPOINT ["python", "-P", "-m", "assistant"]
CMD ["serve", "--host", "0.0.0.0"]
