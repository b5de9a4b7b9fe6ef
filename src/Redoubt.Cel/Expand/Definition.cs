using System.Collections.Immutable;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Expand;

/// <summary>A definition: `receiver.name(parameters)` is `body`.</summary>
internal sealed class Definition(string define, string name, string receiver, ImmutableArray<string> parameters, Expression body)
{
    public string Define { get; } = define;

    public string Name { get; } = name;

    public string Receiver { get; } = receiver;

    public ImmutableArray<string> Parameters { get; } = parameters;

    /// <summary>The body; once it was resolved, without calls of other definitions.</summary>
    public Expression Body { get; set; } = body;

    public bool IsResolved { get; set; }

    /// <summary>The receiver, name and parameters of a definition's left side; null if it has another shape.</summary>
    public static Definition? Read(string define, Expression left, Expression body)
    {
        if (left is not Call { Target: Ident { IsAbsolute: false } receiver } call)
        {
            return null;
        }

        if (!call.Arguments.All(argument => argument is Ident { IsAbsolute: false }))
        {
            return null;
        }

        ImmutableArray<string> parameters = [.. call.Arguments.Select(argument => ((Ident)argument).Name)];
        return parameters.Append(receiver.Name).Distinct().Count() == parameters.Length + 1
            ? new Definition(define, call.Function, receiver.Name, parameters, body)
            : null;
    }
}
