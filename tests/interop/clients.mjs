// What an administrator's script does with Microsoft's clients, against the sandbox: run by interop.mjs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const place = JSON.parse(process.env.INTEROP);
const require = createRequire(`${process.env.PINWRIGHT_NPM}/`);
const { ConfidentialClientApplication } = require('@azure/msal-node');
const { ClientSecretCredential, ClientCertificateCredential } = require('@azure/identity');
const { BatchRequestContent, BatchResponseContent, Client, PageIterator } = require('@microsoft/microsoft-graph-client');

const scope = 'https://graph.microsoft.com/.default';
const host = new URL(place.url).host;
const configurations = '/deviceManagement/deviceConfigurations';

function msal(credential) {
  const app = new ConfidentialClientApplication({
    auth: { clientId: place.clientId, authority: `${place.url}/${place.tenantId}`, knownAuthorities: [host], ...credential },
  });
  return async () => (await app.acquireTokenByClientCredential({ scopes: [scope] })).accessToken;
}

function azure(credential) {
  return async () => (await credential.getToken(scope)).token;
}

const certificate = () => ({ certificate: readFileSync(place.certificate, 'utf8'), key: readFileSync(place.key, 'utf8') });
const options = { authorityHost: place.url, disableInstanceDiscovery: true };

function thumbprintSha256() {
  const { X509Certificate } = require('node:crypto');
  return new X509Certificate(readFileSync(place.certificate)).fingerprint256.replaceAll(':', '');
}

const signIns = {
  'msal-node by secret': () => msal({ clientSecret: place.secret }),
  'msal-node by certificate': () =>
    msal({ clientCertificate: { thumbprintSha256: thumbprintSha256(), privateKey: certificate().key, x5c: certificate().certificate } }),
  '@azure/identity by secret': () => azure(new ClientSecretCredential(place.tenantId, place.clientId, place.secret, options)),
  '@azure/identity by certificate': () =>
    azure(new ClientCertificateCredential(place.tenantId, place.clientId,
      { certificate: `${certificate().certificate}\n${certificate().key}` }, options)),
};

function graph(getToken, version = 'beta') {
  return Client.initWithMiddleware({
    baseUrl: `${place.url}/`,
    defaultVersion: version,
    customHosts: new Set([new URL(place.url).hostname]),
    authProvider: { getAccessToken: getToken },
  });
}

const policy = (name, minimum) => ({
  '@odata.type': '#microsoft.graph.windows10CustomConfiguration',
  displayName: name,
  description: 'made by a script',
  omaSettings: [
    {
      '@odata.type': '#microsoft.graph.omaSettingInteger',
      displayName: 'MinimumPINLength',
      omaUri: `./Device/Vendor/MSFT/PassportForWork/${place.tenantId}/Policies/PINComplexity/MinimumPINLength`,
      value: minimum,
    },
    {
      '@odata.type': '#microsoft.graph.omaSettingString',
      displayName: 'ConfigureWebSignInAllowedUrls',
      omaUri: './Device/Vendor/MSFT/Policy/Config/Authentication/ConfigureWebSignInAllowedUrls',
      value: 'sts.contoso.com',
    },
  ],
});

async function allNames(client) {
  const first = await client.api(configurations).select('id,displayName').get();
  const names = [];
  await new PageIterator(client, first, (one) => names.push(one.displayName) > 0).iterate();
  return names;
}

const valueOf = (entity, name) => entity.omaSettings.find((one) => one.displayName === name);

for (const [name, signIn] of Object.entries(signIns)) {
  test(`${name}: create, list, update, assign, batch, delete`, async () => {
    const client = graph(await signIn());
    const created = await client.api(configurations).post(policy(name, 6));
    assert.match(created.id, /^[0-9a-f-]{36}$/);

    const names = await allNames(client);
    assert.equal(names.filter((one) => one === name).length, 1);
    for (let i = 0; i < 7; ++i) assert.equal(names.filter((one) => one === `Seeded ${i}`).length, 1);

    await client.api(`${configurations}/${created.id}`).patch(policy(name, 8));
    const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: place.groupId };
    await client.api(`${configurations}/${created.id}/assign`).post({ assignments: [{ target }] });

    const read = await client.api(`${configurations}/${created.id}`).expand('assignments').get();
    assert.equal(valueOf(read, 'MinimumPINLength').value, 8);
    assert.equal(read.assignments.length, 1);
    assert.equal(read.assignments[0].target.groupId, place.groupId);
    const masked = valueOf(read, 'ConfigureWebSignInAllowedUrls');
    assert.equal(masked.value, '****');
    assert.equal(masked.isEncrypted, true);
    const plain = await client
      .api(`${configurations}/${created.id}/getOmaSettingPlainTextValue(secretReferenceValueId='${masked.secretReferenceValueId}')`)
      .get();
    assert.equal(plain.value, 'sts.contoso.com');

    const batch = new BatchRequestContent([
      { id: '1', request: new Request(`${place.url}${configurations}/${created.id}/assignments`) },
      { id: '2', request: new Request(`${place.url}/groups?$filter=${encodeURIComponent("displayName eq 'O''Brien''s 100% devices'")}`) },
      { id: '3', request: new Request(`${place.url}${configurations}/00000000-0000-4000-8000-000000000000`) },
    ]);
    const answers = new BatchResponseContent(await client.api('/$batch').post(await batch.getContent()));
    assert.equal((await answers.getResponseById('1').json()).value.length, 1);
    assert.equal((await answers.getResponseById('2').json()).value[0].id, place.groupId);
    assert.equal(answers.getResponseById('3').status, 404);

    await client.api(`${configurations}/${created.id}`).delete();
    await assert.rejects(client.api(`${configurations}/${created.id}`).get(), (error) => error.statusCode === 404);
  });
}

test('a wrong secret and a wrong tenant are refused as Entra refuses them', async () => {
  await assert.rejects(msal({ clientSecret: 'wrong' })(), /AADSTS7000215/);
  const elsewhere = new ClientSecretCredential('11111111-2222-4333-8444-555555555555', place.clientId, place.secret, options);
  await assert.rejects(elsewhere.getToken(scope), /AADSTS90002|endpoints_resolution_error/);
});

test('v1.0 refuses what only beta has', async () => {
  const client = graph(msal({ clientSecret: place.secret }), 'v1.0');
  await assert.rejects(client.api(configurations).post({ ...policy('x', 6), roleScopeTagIds: ['0'] }), (error) => error.statusCode === 400);
});

test('an error of Intune carries its message as JSON in a string', async () => {
  const client = graph(msal({ clientSecret: place.secret }));
  const body = { ...policy('x', 6), omaSettings: [{ '@odata.type': '#microsoft.graph.omaSetting', displayName: 'x', omaUri: './x' }] };
  await assert.rejects(client.api(configurations).post(body), (error) => error.statusCode === 400 && /abstract class/.test(error.message));
});
