using Redoubt.Catalog.Subjects;
using Redoubt.Cel;

namespace Redoubt.Catalog.Judge;

/// <summary>The elements that controls judge one by one. Controls that go through the same list of a subject share it. For one thread.</summary>
/// <param name="each">Gives the list.</param>
internal sealed class ElementList(CelProgram each)
{
    private Subject? _subject;
    private CelValue _list;

    /// <summary>The list of a subject.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="frame">Holds its values.</param>
    public CelValue Of(Subject subject, CelFrame frame)
    {
        if (!ReferenceEquals(_subject, subject))
        {
            (_subject, _list) = (subject, each.Evaluate(frame));
        }

        return _list;
    }
}
