using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Redoubt.ApiServer;
using Redoubt.ApiServer.Access;
using Redoubt.ApiServer.Hosting;
using Redoubt.ApiServer.Storage;

// A stand-in of an API server with so many pods of about 6 KB, over TLS on the loopback: PODS FOLDER. Writes FOLDER/kubeconfig, says where it listens,
// and ends when its standard input does.
var (pods, folder) = (int.Parse(args[0], CultureInfo.InvariantCulture), args[1]);
var store = new Store();
for (var at = 0; at < pods; at++)
{
    var (ns, name) = ($"team-{at % 50:00}", $"web-{at:000000}");
    var containers = Enumerable.Range(0, 3).Select(number => (JsonNode)new JsonObject
    {
        ["name"] = $"c{number}",
        ["image"] = $"registry.example/team/web:{at % 40}.{number}.0",
        ["env"] = new JsonArray([.. Enumerable.Range(0, 23).Select(variable => (JsonNode)new JsonObject { ["name"] = $"SETTING_{variable}", ["value"] = $"value {variable} of {name}, as long as they are" })]),
        ["securityContext"] = new JsonObject { ["runAsNonRoot"] = at % 3 > 0, ["allowPrivilegeEscalation"] = false },
        ["resources"] = new JsonObject { ["limits"] = new JsonObject { ["memory"] = "128Mi" } },
    });
    store.Put(new ObjectName("", "pods", ns, name), new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = ns,
            ["uid"] = $"{at:x8}-0000-4000-8000-000000000000",
            ["labels"] = new JsonObject { ["app"] = "web" },
            ["managedFields"] = new JsonArray(new JsonObject { ["manager"] = "kubelet", ["operation"] = "Update", ["fieldsV1"] = new JsonObject { ["f:status"] = new JsonObject { ["f:phase"] = new JsonObject() } } }),
        },
        ["spec"] = new JsonObject { ["containers"] = new JsonArray([.. containers]) },
        ["status"] = new JsonObject { ["phase"] = "Running" },
    });
}

using var authority = new TestAuthority();
await using var host = await LoopbackHost.StartAsync(
    new StandInServer(store, TimeProvider.System, new Dictionary<string, Identity> { ["measure"] = Identity.Admin }), new HostOptions { Authority = authority });
Directory.CreateDirectory(folder);
File.WriteAllText(Path.Combine(folder, "kubeconfig"), $"""
    apiVersion: v1
    kind: Config
    current-context: here
    clusters:
    - name: stand-in
      cluster:
        server: {host.Address.ToString().TrimEnd('/')}
        certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(authority.Certificate))}
    users:
    - name: me
      user:
        token: measure
    contexts:
    - name: here
      context:
        cluster: stand-in
        user: me
    """);
Console.WriteLine(host.Address);
Console.In.ReadToEnd();
