# The site as an image: built once, then run as web server, worker, scheduler or for one command.
# What it needs at run time comes from environment variables (.env.example).

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /opt/lesdag
RUN python -m venv venv
ENV PATH=/opt/lesdag/venv/bin:$PATH
# Before the code, which changes more often.
COPY requirements.txt ./
RUN pip install --require-hashes --no-deps -r requirements.txt && pip uninstall --yes pip
COPY manage.py pyproject.toml LICENSE ./
COPY site_config site_config
COPY home home
COPY events events
COPY blog blog
COPY templates templates
# Compressed here once, and byte-compiled, so that every start is quick.
RUN DATA_DIR=/tmp/data STATIC_ROOT=/opt/lesdag/static python manage.py collectstatic --no-input \
    && python -m compileall -q site_config home events blog

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /srv/lesdag --create-home lesdag
COPY --from=build /opt/lesdag /opt/lesdag
ENV PATH=/opt/lesdag/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/opt/lesdag/static \
    DATA_DIR=/srv/lesdag
WORKDIR /opt/lesdag
USER lesdag
EXPOSE 8000
# Where nothing is mounted at DATA_DIR it is lost with the container: right with PostgreSQL, a bucket
# and SECRET_KEY.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=9)"]
# On SIGTERM it takes no new request and finishes those that it has.
STOPSIGNAL SIGTERM
CMD ["granian", "--interface", "wsgi", "--http", "1", "--no-ws", \
     "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "30", \
     "site_config.wsgi:application"]
