namespace Redoubt.Attack.Model;

/// <summary>What an attacker holds, in words.</summary>
internal static class AtomText
{
    /// <summary>An atom as a part of a sentence after <em>he has</em>.</summary>
    public static string Say(string atom)
    {
        var colon = atom.IndexOf(':', StringComparison.Ordinal);
        var (kind, rest) = colon < 0 ? (atom, "") : (atom[..colon], atom[(colon + 1)..]);
        return kind switch
        {
            "exec" => $"code that runs in {Place(rest)}",
            "root" => $"root in {Place(rest)}",
            "foot" => $"a place in the network of {Place(rest)}",
            "net" => $"a connection to {rest}",
            "node" => $"root on {Nodes(rest)}",
            "cred" => $"the credential of {Identity(rest)}",
            "act" => $"the rights of {Identity(rest)}",
            "can" => Right(rest),
            "newpod" => $"a pod of his own in {rest}",
            "own" => $"the choice of the image of {rest}",
            "secret" => $"the secret {rest}",
            "secrets" => $"every secret of {rest}",
            "data" => $"what {rest} stores",
            "nsadmin" => $"every right in {rest}",
            "off" => $"no more {rest[..rest.IndexOf('@', StringComparison.Ordinal)]} in the way",
            "mitm" => $"the connections to Services of {rest}",
            "sniff" => $"the packets on the node of {rest}",
            "admin" => "cluster-admin",
            "allsecrets" => "every secret",
            "etcd-data" => "etcd's files",
            "api" => "the API server in reach",
            "inside" => "the nodes' own ports in reach",
            "free" => "every connection that no policy guards",
            _ => atom,
        };
    }

    private static string Place(string text) => text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && !text.EndsWith("@any", StringComparison.Ordinal)
        ? $"{text[..at]} on {Nodes(text[(at + 1)..])}"
        : text.Replace("@any", "", StringComparison.Ordinal);

    private static string Nodes(string id) => id == "*" ? "a node" : id;

    private static string Identity(string text) => text.StartsWith("node:", StringComparison.Ordinal) ? Nodes(text["node:".Length..]) : text.Replace("sa:", "ServiceAccount ", StringComparison.Ordinal);

    private static string Right(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return $"the right {text[..at]}{(text.EndsWith("@*", StringComparison.Ordinal) ? "" : $" in {text[(at + 1)..]}")}";
    }
}
