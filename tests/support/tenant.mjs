// A tenant as a script of its own sees it: plain requests to the sandbox, for changes behind the tool's back and for looking
// at what is there. It knows nothing of the tool.
const configurations = '/beta/deviceManagement/deviceConfigurations';
const catalog = '/beta/deviceManagement/configurationPolicies';

export class Tenant {
  constructor(url, tenantId, { clientId, secret }) {
    Object.assign(this, { url, tenantId, clientId, secret });
  }

  async token() {
    const body = new URLSearchParams({
      client_id: this.clientId,
      client_secret: this.secret,
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
    });
    const answer = await fetch(`${this.url}/${this.tenantId}/oauth2/v2.0/token`, { method: 'POST', body });
    if (!answer.ok) throw new Error(`token: ${answer.status} ${await answer.text()}`);
    return (await answer.json()).access_token;
  }

  /** One request; answers the body. An answer that is no 2xx throws. */
  async call(method, path, body) {
    this.bearer ??= await this.token();
    const answer = await fetch(path.startsWith('http') ? path : this.url + path, {
      method,
      headers: { authorization: `Bearer ${this.bearer}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  async list(path) {
    const all = [];
    for (let next = path; next; ) {
      const page = await this.call('GET', next);
      all.push(...page.value);
      next = page['@odata.nextLink'];
    }
    return all;
  }

  /** Custom policies with their assignments; values read through their masks. */
  async policies() {
    const all = await this.list(`${configurations}?$expand=assignments`);
    for (const policy of all) {
      for (const setting of policy.omaSettings ?? []) {
        if (setting.isEncrypted) setting.value = await this.reveal(policy.id, setting.secretReferenceValueId);
      }
    }
    return all;
  }

  async reveal(id, reference) {
    const path = `${configurations}/${id}/getOmaSettingPlainTextValue(secretReferenceValueId='${reference}')`;
    return (await this.call('GET', path)).value;
  }

  async policyNamed(displayName) {
    return (await this.policies()).find((one) => one.displayName === displayName);
  }

  /** Policies of the settings catalog with their assignments and settings; secrets are tokens. */
  async catalogPolicies() {
    const all = await this.list(`${catalog}?$expand=assignments`);
    const there = [];
    for (const policy of all) {
      try {
        there.push({ ...policy, settings: await this.list(`${catalog}/${policy.id}/settings`) });
      } catch (error) {
        // A write that was held may delete one after it was listed.
        if (!error.message.includes(': 404 ')) throw error;
      }
    }
    return there;
  }

  createCatalogPolicy(body) {
    return this.call('POST', catalog, { platforms: 'windows10', technologies: 'mdm', ...body });
  }
  /** Puts other settings in the place of those that are there. */
  putCatalogSettings({ id, name, description, roleScopeTagIds }, instances) {
    const settings = instances.map((settingInstance) => ({ '@odata.type': '#microsoft.graph.deviceManagementConfigurationSetting', settingInstance }));
    return this.call('PUT', `${catalog}/${id}`, { name, description, roleScopeTagIds, platforms: 'windows10', technologies: 'mdm', settings });
  }
  patchCatalogPolicy(id, body) {
    return this.call('PATCH', `${catalog}/${id}`, body);
  }
  assignCatalogPolicy(id, targets) {
    return this.call('POST', `${catalog}/${id}/assign`, { assignments: targets.map((target) => ({ target })) });
  }

  createPolicy(body) {
    return this.call('POST', configurations, body);
  }
  patchPolicy(id, body) {
    return this.call('PATCH', `${configurations}/${id}`, { '@odata.type': '#microsoft.graph.windows10CustomConfiguration', ...body });
  }
  assignPolicy(id, targets) {
    return this.call('POST', `${configurations}/${id}/assign`, { assignments: targets.map((target) => ({ target })) });
  }
  deletePolicy(id) {
    return this.call('DELETE', `${configurations}/${id}`);
  }
}

export const groupTarget = (groupId) => ({ '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId });

/** A setting as it may be sent: without what only the server says. */
export function sendable({ isEncrypted, secretReferenceValueId, isReadOnly, ...setting }) {
  if (setting['@odata.type'] === '#microsoft.graph.omaSettingStringXml' && isEncrypted)
    setting.value = Buffer.from(setting.value, 'utf8').toString('base64');
  return setting;
}
