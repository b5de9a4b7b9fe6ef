namespace Redoubt.Attack.Facts;

/// <summary>
/// Something about the lower layers that decides whether an attack is possible or a guard stands, and that may be unseen (docs/depth.md, <em>Unseen
/// facts</em>). Unseen it is what the upstream installation does; where the other value would be worse, sets say so.
/// </summary>
/// <param name="Name">The name, as techniques use it: <c>facts.NAME</c>.</param>
/// <param name="Default">What holds while nobody has looked.</param>
/// <param name="Worse">The value that is better for an attacker.</param>
/// <param name="Say">What it means that it has the worse value.</param>
/// <param name="Look">How to find out.</param>
internal sealed record AttackFact(string Name, bool Default, bool Worse, string Say, string Look)
{
    private const string Node = "redoubt collect node";

    public static readonly AttackFact NetworkEnforced = new("cni_enforces", true, false, "the network plug-in does not enforce policies", "redoubt collect cluster");
    public static readonly AttackFact AnonymousKubelet = new("kubelet_anonymous", false, true, "the kubelet takes orders from everybody", Node);
    public static readonly AttackFact SeccompDefault = new("seccomp_default", false, false, "containers without a profile run without seccomp", Node);
    public static readonly AttackFact NodeAuthorizer = new("node_authorizer", true, false, "a node may read every secret", Node);
    public static readonly AttackFact Audit = new("audit", false, false, "the API server records no requests", Node);
    public static readonly AttackFact EncryptionAtRest = new("encryption_at_rest", false, false, "etcd's files hold secrets as they are", Node);
    public static readonly AttackFact KeyElsewhere = new("kms_key", false, false, "the key of etcd's encryption lies beside the data", Node);
    public static readonly AttackFact PublicServer = new("api_public", false, true, "the API server can be reached from outside", Node);
    public static readonly AttackFact OpenEtcd = new("etcd_open", false, true, "etcd answers without a certificate", Node);
    public static readonly AttackFact EngineOnNetwork = new("engine_tcp", false, true, "a container engine takes orders from the network", Node);
    public static readonly AttackFact SeLinux = new("selinux", false, false, "SELinux does not confine containers", Node);
    public static readonly AttackFact AppArmor = new("apparmor", false, false, "AppArmor does not confine containers", Node);
    public static readonly AttackFact CloudIdentity = new("cloud_identity", false, true, "the metadata service gives nodes an identity", Node);
    public static readonly AttackFact MetadataGuard = new("metadata_guard", false, false, "pods may ask the metadata service", Node);
    public static readonly AttackFact SameSshKey = new("same_ssh_key", false, true, "one SSH key opens several nodes", Node);
    public static readonly AttackFact RuntimeDetection = new("runtime_detection", false, false, "nothing watches what containers do", Node);
    public static readonly AttackFact CodeReview = new("code_review", false, false, "what nobody else has read is released", "redoubt collect repository");
    public static readonly AttackFact PowerfulAddons = new("addons_powerful", false, true, "a pod of the system on an ordinary node may do everything", "redoubt collect cluster");

    /// <summary>What a document says that is not known of it, where that decides whether something is possible.</summary>
    public static readonly AttackFact Undisclosed = new("undisclosed", false, true, "what documents say is not known of them turns out bad", "reading what their `unknown` names");

    /// <summary>All of them; the number of one is its place, from 1.</summary>
    public static IReadOnlyList<AttackFact> All { get; } = Numbered(
    [
        NetworkEnforced, AnonymousKubelet, SeccompDefault, NodeAuthorizer, Audit, EncryptionAtRest, KeyElsewhere, PublicServer, OpenEtcd, EngineOnNetwork,
        SeLinux, AppArmor, CloudIdentity, MetadataGuard, SameSshKey, RuntimeDetection, CodeReview, PowerfulAddons, Undisclosed,
    ]);

    /// <summary>Its number, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The variable that expressions read.</summary>
    public string Variable { get; } = $"facts.{Name}";

    private static AttackFact[] Numbered(AttackFact[] facts)
    {
        for (var i = 0; i < facts.Length; i++)
        {
            facts[i].Number = i + 1;
        }

        return facts;
    }
}
