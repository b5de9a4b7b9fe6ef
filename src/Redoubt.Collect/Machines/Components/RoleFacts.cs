using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Components;

/// <summary>
/// The files that decide who a component trusts and obeys, by what they are to it: <c>roles</c> has the paths, <c>paths</c> their modes and owners. What is named and not
/// there is unknown; what a distribution would write and has not is left out.
/// </summary>
internal sealed class RoleFacts
{
    private readonly ComponentSight _sight;
    private readonly Machine _machine;
    private readonly Layout _layout;
    private readonly FileFacts _files;
    private readonly JsonObject _roles = [];

    private RoleFacts(ComponentSight sight, Machine machine, Layout layout)
    {
        (_sight, _machine, _layout) = (sight, machine, layout);
        _files = new FileFacts(machine, sight.Draft);
        sight.Draft.Facts["roles"] = _roles;
    }

    /// <summary>Fills <c>roles</c> and <c>paths</c>.</summary>
    public static void Collect(ComponentSight sight, Machine machine, Layout layout, StaticPods pods)
    {
        var roles = new RoleFacts(sight, machine, layout);
        roles.AddManifest(pods);
        switch (sight.Name)
        {
            case "kube-apiserver":
                roles.AddControlPlane();
                break;
            case "kube-controller-manager" or "kube-scheduler":
                roles.AddNamed("kubeconfig", "kubeconfig", layout.Of(sight.Name, "kubeconfig"));
                break;
            case "etcd":
                roles.AddNamed("data", "data-dir", layout.Of("etcd", "data"));
                break;
            case "kubelet":
                roles.AddKubelet();
                break;
            default:
                roles.AddProxy();
                break;
        }
    }

    private void AddManifest(StaticPods pods)
    {
        var usual = _layout.Of(_sight.Name, "manifest");
        if (_sight.Found.Manifest is { } manifest)
        {
            Add("manifest", manifest.File);
        }
        else if (usual is not null && pods.Unknown is not null)
        {
            Add("manifest", usual);
        }
    }

    private void AddControlPlane()
    {
        AddNamed("encryption", "encryption-provider-config", null);
        foreach (var admin in _layout.Admin)
        {
            AddIfThere("admin-kubeconfig", admin);
        }

        foreach (var directory in _layout.Cni)
        {
            AddTree("cni", directory, _ => "cni-file");
        }

        if (_layout.Pki is { } pki)
        {
            AddTree("pki", pki, file => file.EndsWith(".key", StringComparison.Ordinal) ? "pki-key" : file.EndsWith(".crt", StringComparison.Ordinal) ? "pki-certificate" : "pki-file");
        }
    }

    private void AddKubelet()
    {
        foreach (var file in _sight.Found.Unit?.Files ?? [])
        {
            Add("unit", file);
        }

        AddNamed("kubeconfig", "kubeconfig", _layout.Of("kubelet", "kubeconfig"));
        AddNamed("client-authority", "client-ca-file", null);
        AddNamed("configuration", "config", null);
        if (_sight.Setting("config-dir").Text is { Length: > 0 } directory)
        {
            if (_machine.Root.Status(directory).IsAbsent)
            {
                AddUnknown("configuration-directory", directory, $"{directory}: it is not there, though --config-dir names it");
            }

            AddTree("configuration-directory", directory, _ => "configuration-part");
        }

        if (_sight.Setting("pod-manifest-path").Text is { Length: > 0 } pods)
        {
            AddIfThere("static-pods", pods);
        }
    }

    // A proxy in a pod has its kubeconfig from a ConfigMap: then there is no such file on the machine.
    private void AddProxy()
    {
        var path = _sight.Setting("kubeconfig").Text is { Length: > 0 } named ? named : _layout.Of("kube-proxy", "kubeconfig");
        if (path is not null)
        {
            AddIfThere("kubeconfig", path);
        }
    }

    private void AddNamed(string role, string setting, string? usual)
    {
        var resolved = _sight.Setting(setting);
        if (resolved.Unknown is { } reason)
        {
            AddUnknown(role, usual ?? setting, reason);
        }
        else if (resolved.Text.Length == 0)
        {
            if (usual is not null)
            {
                AddIfThere(role, usual);
            }
        }
        else if (_machine.Root.Status(resolved.Text).IsAbsent)
        {
            AddUnknown(role, resolved.Text, $"{resolved.Text}: it is not there, though --{setting} names it");
        }
        else
        {
            Add(role, resolved.Text);
        }
    }

    private void AddIfThere(string role, string path)
    {
        if (!_machine.Root.Status(path).IsAbsent)
        {
            Add(role, path);
        }
    }

    /// <summary>A directory with all below it: itself under one role, its files by what they are under another too.</summary>
    private void AddTree(string role, string directory, Func<string, string> roleOf)
    {
        var status = _machine.Root.Status(directory);
        if (status.IsAbsent)
        {
            return;
        }

        Add(role, directory);
        AddBelow(role, directory, roleOf, depth: 8);
    }

    private void AddBelow(string role, string directory, Func<string, string> roleOf, int depth)
    {
        var names = _machine.Root.Names(directory);
        if (names.Reason is { } reason)
        {
            AddUnknown(role, $"{directory}/*", $"{directory}: {reason}");
            foreach (var kind in new[] { roleOf($"{directory}/x.key"), roleOf($"{directory}/x.crt") }.Distinct())
            {
                AddUnknown(kind, $"{directory}/*", $"{directory}: {reason}");
            }
        }

        foreach (var path in (names.Value ?? []).Select(name => $"{directory}/{name}"))
        {
            Add(role, path);
            if (_machine.Root.Status(path).Value is { IsDirectory: true } && depth > 0)
            {
                AddBelow(role, path, roleOf, depth - 1);
            }
            else
            {
                Add(roleOf(path), path);
            }
        }
    }

    private void Add(string role, string path)
    {
        List(role).Add((JsonNode)JsonValue.Create(path));
        _files.Add(path);
    }

    private void AddUnknown(string role, string path, string reason)
    {
        List(role).Add((JsonNode)JsonValue.Create(path));
        _files.AddUnknown(path, reason);
    }

    private JsonArray List(string role)
    {
        if (_roles[role] is JsonArray there)
        {
            return there;
        }

        var list = new JsonArray();
        _roles[role] = list;
        return list;
    }
}
