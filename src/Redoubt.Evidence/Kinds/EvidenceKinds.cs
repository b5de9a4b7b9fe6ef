namespace Redoubt.Evidence.Kinds;

/// <summary>Names of the kinds of our own, in which everything stands that is not a Kubernetes object.</summary>
public static class EvidenceKinds
{
    /// <summary>Their API group.</summary>
    public const string Group = "evidence.redoubt.dev";

    /// <summary>Their <c>apiVersion</c>.</summary>
    public const string ApiVersion = Group + "/v1";

    /// <summary>The annotation that says when a document was collected.</summary>
    public const string CollectedAnnotation = "redoubt.dev/collected";

    /// <summary>A machine: OS, kernel, mounts, users, sockets, packages, file modes.</summary>
    public const string Host = "Host";

    /// <summary>A container engine with its configuration and running containers.</summary>
    public const string ContainerEngine = "ContainerEngine";

    /// <summary>One cluster component: version, flags, configuration file, certificates.</summary>
    public const string Component = "Component";

    /// <summary>What the cluster's store holds, as it lies there: whether Secrets are encrypted, and with which key.</summary>
    public const string Datastore = "Datastore";

    /// <summary>An image: configuration, packages, vulnerabilities, secrets, signatures.</summary>
    public const string Image = "Image";

    /// <summary>A build recipe.</summary>
    public const string Dockerfile = "Dockerfile";

    /// <summary>A CI workflow.</summary>
    public const string Workflow = "Workflow";

    /// <summary>API requests as seen, summed.</summary>
    public const string AuditLog = "AuditLog";

    /// <summary>What was asked for: which kinds and namespaces were listed completely, what was refused and why.</summary>
    public const string Collection = "Collection";

    /// <summary>Who answers for what is there: made by the run itself, for the controls that judge it.</summary>
    public const string Ownership = "Ownership";

    /// <summary>A control that machines of one role answer differently: made by the run itself, for the control that judges it.</summary>
    public const string Drift = "Drift";

    /// <summary>What became of an exception in a run: made by the run itself, for the controls that judge exceptions.</summary>
    public const string Exception = "Exception";
}
