import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  expireTime: 86_400, // how long caches may show a shared page that is out of date, in seconds
  turbopack: { root: import.meta.dirname },
};

export default config;
