using System.CommandLine;
using Redoubt.Admission.Matching;
using Redoubt.Run.Policies;

namespace Redoubt.Cli.Commands;

/// <summary>What the commands of <c>redoubt policy</c> have in common: the policies, the objects, and who asks for what.</summary>
internal sealed class PolicyOptions
{
    private static readonly string[] Operations = ["CREATE", "UPDATE", "DELETE"];

    public Argument<string[]> Policies { get; } = new("policy")
    {
        Description = "Files or folders with policies and their bindings.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string[]> Resources { get; } = new("--resource", "-r")
    {
        Description = "Files, folders, charts or overlays with objects to be judged. Namespaces, parameters and CustomResourceDefinitions among them are used.",
        HelpName = "file",
    };

    public Option<string> Kubernetes { get; } = new("--kubernetes")
    {
        Description = "The version of the API server. [default: the newest known]",
        HelpName = "version",
    };

    public Option<string> Operation { get; } = new("--operation")
    {
        Description = "CREATE, UPDATE or DELETE. On UPDATE the old object is the same. [default: CREATE]",
        HelpName = "operation",
    };

    public Option<string> User { get; } = new("--user") { Description = "Who asks.", HelpName = "name" };

    public Option<string[]> Group { get; } = new("--group") { Description = "A group of the user.", HelpName = "name" };

    public Option<string[]> ClusterRole { get; } = new("--cluster-role") { Description = "A cluster role of the user, for Kyverno's rules.", HelpName = "name" };

    public RenderingOptions Rendering { get; } = new();

    /// <summary>What the command line asks.</summary>
    public PolicyRequest Read(ParseResult parsed, ICollection<string> problems) => new()
    {
        Policies = parsed.GetValue(Policies) ?? [],
        Resources = parsed.GetValue(Resources) ?? [],
        StandardInput = Console.OpenStandardInput(),
        Rendering = Rendering.Read(parsed, problems),
        Kubernetes = parsed.GetValue(Kubernetes),
        Operation = Operations[Math.Max(0, Choice.Read("--operation", parsed.GetValue(Operation), Operations, problems))],
        User = new AdmissionUser
        {
            Name = parsed.GetValue(User) ?? "",
            Groups = [.. parsed.GetValue(Group) ?? []],
            ClusterRoles = [.. parsed.GetValue(ClusterRole) ?? []],
        },
    };

    public IEnumerable<Option> ForRequests => [Resources, Operation, User, Group, ClusterRole, .. Rendering.All];
}
