namespace Redoubt.Catalog;

/// <summary>One of the four layers of a platform; each is judged on its own, and a pass in one says nothing of another.</summary>
public enum Layer
{
    /// <summary>Machines, their OS and kernel, the network between them, the container engine.</summary>
    Infrastructure,

    /// <summary>Control plane and node components with their flags, files, certificates and versions.</summary>
    Cluster,

    /// <summary>Kubernetes' own security controls: access, what may run, what may talk, isolation.</summary>
    Policy,

    /// <summary>The pods and the images in them.</summary>
    Workloads,
}

/// <summary>A concern that runs through all four layers.</summary>
public enum Theme
{
    /// <summary>Nobody and nothing may do more than it needs.</summary>
    LeastPrivilege,

    /// <summary>What is not there cannot be attacked.</summary>
    AttackSurface,

    /// <summary>A break-in stays where it happened.</summary>
    Isolation,

    /// <summary>Data is unreadable in transit and at rest.</summary>
    Encryption,

    /// <summary>Everybody proves who they are.</summary>
    Authentication,

    /// <summary>Software is kept up to date.</summary>
    Currency,

    /// <summary>What happened can be read afterwards.</summary>
    Auditing,

    /// <summary>What runs is what was built and reviewed.</summary>
    Integrity,

    /// <summary>Passwords, keys and tokens are known only to those who need them.</summary>
    Secrets,

    /// <summary>The platform goes on when a part fails.</summary>
    Availability,

    /// <summary>Everything has somebody who answers for it.</summary>
    Responsibility,
}

/// <summary>What an attacker gains by a failure (docs/severity.md).</summary>
public enum Severity
{
    /// <summary>Worth knowing, nothing gained.</summary>
    Info,

    /// <summary>Hygiene.</summary>
    Low,

    /// <summary>Weakens a mechanism.</summary>
    Medium,

    /// <summary>Node, cluster or all secrets with one more step.</summary>
    High,

    /// <summary>Node, cluster or all secrets with no further step.</summary>
    Critical,
}

/// <summary>The answer of one control about one subject. Missing evidence is never a pass.</summary>
public enum Verdict
{
    /// <summary>The control does not apply to this subject.</summary>
    NotApplicable,

    /// <summary>The check holds.</summary>
    Pass,

    /// <summary>Evidence that would decide is missing.</summary>
    Unknown,

    /// <summary>The check does not hold at one place at least.</summary>
    Fail,
}
