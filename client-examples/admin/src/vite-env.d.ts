/// <reference types="vite/client" />

interface ImportMetaEnv {
  readonly VITE_SEGUE_ADMIN_URL?: string;
}
