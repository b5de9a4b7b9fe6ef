namespace Redoubt.Collect.Clusters.Kubeconfigs;

/// <summary>Which files say how a cluster is reached, as kubectl looks for them.</summary>
internal static class KubeconfigFiles
{
    private const string Variable = "KUBECONFIG";
    private const string AccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>What a context comes to.</summary>
    /// <param name="named">The file that the user names, which is then the only one; null for none.</param>
    /// <param name="context">The context; null for the current one.</param>
    public static ClusterAccess Access(string? named, string? context)
    {
        // Of a list those that are not there are passed over; what was named must be there.
        var files = named is not null ? [named]
            : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } list ? list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];
        string[] there = named is not null ? [named] : [.. files.Where(File.Exists)];
        if (there.Length == 0)
        {
            return Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 } host && context is null
                ? OfServiceAccount(host)
                : throw new ClusterFaultException($"there is no kubeconfig: {string.Join(", ", files)} is not there; pass `--kubeconfig`, or set {Variable}");
        }

        var merged = new Kubeconfig();
        foreach (var file in there)
        {
            merged.Add(file, Read(file));
        }

        return merged.Access(context);
    }

    /// <summary>What a pod is given to ask its own cluster.</summary>
    private static ClusterAccess OfServiceAccount(string host)
    {
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT") is { Length: > 0 } said ? said : "443";
        var address = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return new ClusterAccess("in-cluster", new Uri($"https://{address}:{port}"))
        {
            Authority = Read($"{AccountFolder}/ca.crt"),
            User = new UserAccess { TokenFile = $"{AccountFolder}/token" },
        };
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClusterFaultException($"{file}: cannot be read: {SystemFault.Of(e)}");
        }
    }
}
