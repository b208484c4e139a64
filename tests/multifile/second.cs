// Another netmodule, which uses the first.
using Parts;

namespace Seconds
{
    class Triangle : Shape
    {
        internal Triangle() : base(3) { }
        public override string Name { get { return "triangle, " + base.Name + ", " + Internal(); } }
    }
}
